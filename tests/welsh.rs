//! Welsh words as people type them and as texts have them: mutated, in the plural, with clitics, without accents.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use cyfle_catalogue::{Files, Lang, load};
use cyfle_search::analysis::{Token, en, fold, tokens};
use cyfle_search::marks::Shown;
use cyfle_search::understand::Reading;
use cyfle_search::{Engine, Query};

use crate::understanding::meanings;

fn reading() -> &'static Reading {
    static READING: OnceLock<Reading> = OnceLock::new();
    READING.get_or_init(|| Reading::new(&load(&Files::embedded()).catalogue))
}

fn engine() -> Engine {
    Engine::in_memory(Arc::new(load(&Files::embedded()).catalogue))
}

/// The strong keys of a text: headwords, or the words themselves.
fn keys(text: &str) -> BTreeSet<String> {
    let lexicon = &reading().lexicon;
    let of = |token: &Token| -> Vec<String> {
        let headwords: Vec<String> = lexicon.headwords(&token.folded).map(str::to_owned).collect();
        if headwords.is_empty() || token.exact { vec![reading().word(token).cy] } else { headwords }
    };
    tokens(text).iter().flat_map(of).collect()
}

fn families(text: &str) -> BTreeSet<String> {
    let lexicon = &reading().lexicon;
    let words = tokens(text);
    words
        .iter()
        .filter(|token| !token.exact)
        .flat_map(|token| lexicon.families(&token.folded).map(str::to_owned))
        .collect()
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[test]
fn every_form_leads_to_its_headword() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for row in rows(include_str!("fixtures/welsh-forms.tsv")) {
        checked += 1;
        if keys(row[0]).is_disjoint(&keys(row[1])) {
            wrong.push(format!("{} is read as {:?}, not {}", row[0], keys(row[0]), row[1]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(checked, 105);
}

#[test]
fn words_that_differ_stay_apart() {
    for row in rows(include_str!("fixtures/welsh-apart.tsv")) {
        let (left, right) = (row[0], row[1]);
        let digits = left.contains(|c: char| c.is_ascii_digit());
        let shared: Vec<String> = keys(left)
            .union(&families(left))
            .filter(|key| keys(right).contains(*key) || families(right).contains(*key))
            // "band 7" and "band 8" share a word, but not the one that matters.
            .filter(|key| !digits || *key != "band")
            .cloned()
            .collect();
        assert!(shared.is_empty(), "{left} and {right} share {shared:?}: {}", row[2]);
    }
}

#[test]
fn what_leans_on_a_word_or_has_come_loose_is_no_part_of_it() {
    for (typed, meant) in [
        ("a'r cyfle", "cyfle"),
        ("i'w gyflog", "cyflog"),
        ("f'ymchwil", "ymchwil"),
        ("f’ymchwil", "ymchwil"),
        ("gyda'i hymchwil", "ymchwil"),
        ("sy'n ariannu", "ariannu"),
        ("grwp ymchwil", "grŵp ymchwil"),
        ("lechyd Cyhoeddus Cymru", "Iechyd Cyhoeddus Cymru"),
        ("yng Nghaerdydd", "Caerdydd"),
        ("YMCHWIL", "ymchwil"),
        ("uwch-ymarferydd", "uwch ymarferydd"),
        ("rhan amser", "rhan-amser"),
        ("ol-ddoethurol", "ôl-ddoethurol"),
    ] {
        assert!(
            keys(typed).is_superset(&keys(meant)),
            "{typed}: {:?}, {:?}",
            keys(typed),
            keys(meant)
        );
    }
    assert_eq!(families("hyfforddeion"), families("hyfforddiant"));
    assert_eq!(families("ol-ddoethurol"), families("doethuriaeth"));
    assert!(!families("hyfforddiant").is_empty() && !families("doethuriaeth").is_empty());
}

#[test]
fn an_article_or_a_particle_is_known_without_its_apostrophe() {
    for (typed, meant) in [
        ("talur ffioedd", "talu ffioedd"),
        ("gwellar gwasanaeth", "gwella gwasanaeth"),
        ("cwblhaun gyflym", "cwblhau cyflym"),
    ] {
        assert!(keys(typed).is_superset(&keys(meant)), "{typed}: {:?}", keys(typed));
    }
    // These end like it and are words of their own.
    for word in ["career", "cancer", "region", "mentor"] {
        assert_eq!(keys(word), BTreeSet::from([word.to_owned()]), "{word}");
    }
}

#[test]
fn a_place_is_known_in_every_mutation_and_beside_a_longer_name_with_one() {
    for (text, board) in [
        ("cyllid i rywun o Gaerfyrddin", "hywel-dda"),
        ("dw i'n gweithio yng Nghaerfyrddin", "hywel-dda"),
        ("yn Sir Gaerfyrddin", "hywel-dda"),
        ("technegydd o Ddinbych", "betsi-cadwaladr-university-health-board"),
        ("swydd yn Sir Ddinbych", "betsi-cadwaladr-university-health-board"),
        ("radiograffydd o Dreforys", "swansea-bay"),
        ("labordy yng Nghastell-nedd", "swansea-bay"),
        ("grantiau i Bowys", "powys"),
    ] {
        let read = meanings(reading(), text);
        assert!(read.contains(&format!("health_board:{board}")), "{text}: {read:?}");
    }
}

#[test]
fn nothing_is_left_over_of_what_is_said_with_articles_and_possessives() {
    for (text, meaning) in [
        ("talu fy holl ffioedd dysgu", "offer:tuition-fees"),
        ("talu'r ffioedd dysgu", "offer:tuition-fees"),
        ("talur ffioedd dysgu", "offer:tuition-fees"),
        ("talu am fy ffioedd", "offer:tuition-fees"),
        ("talu am fy amser ymchwil", "offer:protected-time"),
        ("amser ir ymchwil", "offer:protected-time"),
        ("be sy ar gal i awdiolegwyr", "profession:audiology"),
    ] {
        assert!(meanings(reading(), text).contains(meaning), "{text}: {meaning}");
        let read = reading().understand(text, "2026-11-22".parse().expect("a day"), true);
        let left: Vec<&str> = read.remaining.iter().map(|word| word.folded.as_str()).collect();
        assert!(left.is_empty(), "{text}: {left:?} is left over");
    }
}

#[test]
fn a_need_told_in_everyday_welsh_is_understood() {
    for (text, meaning) in [
        ("amser bant o'r gwaith i neud ymchwil", "offer:protected-time"),
        ("ffioedd cofrestru cynhadledd", "offer:travel"),
        ("cyflogi cynorthwyydd ymchwil", "offer:project-costs"),
        ("cefnogaeth ariannol i rieni", "kind:funding"),
        ("gofalu am fy mam", "topic:edi-and-widening-access"),
        ("mae gen i ddau o blant bach", "topic:edi-and-widening-access"),
        ("heb gael profiad ymchwil", "education_stage:no-qualification-needed"),
        ("sut mae ailgofrestru", "theme:clinical-registration"),
        ("cyfraniad y cyhoedd", "topic:public-involvement"),
        ("ac eithrio rhai i Loegr", "without:england"),
    ] {
        let read = meanings(reading(), text);
        assert!(read.contains(meaning), "{text}: {meaning} is not in {read:?}");
    }
}

#[test]
fn a_welsh_word_with_several_senses_is_not_read_in_the_wrong_one() {
    for (text, meaning) in [
        ("llwybr cywerthedd", "topic:service-improvement-and-safety"),
        ("beth yw gwerth y grant", "topic:health-economics-and-value"),
        ("tâl cofrestru HCPC", "offer:salary-covered"),
        ("absenoldeb di-dâl", "offer:free-training"),
        ("sut mae gwella fy nghais", "theme:quality-improvement"),
        ("rheoli data clinigol", "theme:leadership"),
        ("mae gen i ddau o blant bach", "topic:children"),
        ("cefnogaeth ariannol", "kind:support"),
        ("cyflogi cynorthwyydd ymchwil", "career_level:associate"),
        ("sa i'n ddoctor, oes cymrodoriaeth", "other_profession:doctor"),
    ] {
        let read = meanings(reading(), text);
        assert!(!read.contains(meaning), "{text}: {meaning} is in {read:?}");
    }
}

#[test]
fn a_set_phrase_of_function_words_is_understood() {
    let free =
        reading().understand("hyfforddiant am ddim", "2026-11-22".parse().expect("a day"), true);
    let values: Vec<&str> = free.understood.iter().map(|piece| piece.value.as_str()).collect();
    assert!(values.contains(&"free-training"), "{values:?}");
}

#[test]
fn english_text_is_no_welsh() {
    assert_eq!(en::key("can"), "can");
    for word in ["gan", "chan", "allu"] {
        assert_ne!(en::key(word), en::key("can"), "{word}");
        assert!(keys("can").is_disjoint(&keys(word)), "{word}");
    }
}

#[test]
fn two_headwords_of_one_form_are_few_and_known() {
    let shared = reading().lexicon.forms().filter(|(_, headwords)| headwords.len() > 1).count();
    let all = reading().lexicon.forms().count();
    assert!(all > 8_000, "{all} forms");
    assert!(shared * 50 < all, "{shared} of {all} forms have two headwords");
}

#[test]
fn one_word_or_two_is_one_question() {
    let engine = engine();
    let ids = |text: &str| -> Vec<String> {
        let answer =
            engine.search(&Query::new(text, Lang::En), "2026-11-22".parse().expect("a day"));
        answer.hits.iter().map(|hit| hit.opportunity.id.clone()).collect()
    };
    for typed in ["part time study", "parttime study"] {
        assert_eq!(ids(typed), ids("part-time study"), "{typed}");
    }
    for typed in ["health care science", "health-care science"] {
        assert_eq!(ids(typed), ids("healthcare science"), "{typed}");
    }
    assert_eq!(ids("R & D office"), ids("R&D office"));
}

#[test]
fn the_word_is_marked_in_whatever_form_it_stands() {
    let engine = engine();
    let mut query = Query::new("chymrodoriaethau", Lang::Cy);
    query.per_page = engine.catalogue().opportunities.len();
    let answer = engine.search(&query, "2026-11-22".parse().expect("a day"));
    let marker = engine.marker(Lang::Cy, &answer.words);
    // Every entry in which the word stands, in whatever form, is found and has that form marked.
    let says = |text: &str| fold(text).contains("ymrodoriaeth");
    let entries = engine.catalogue().opportunities.values();
    let saying = entries.filter(|entry| says(entry.summary.get(Lang::Cy))).count();
    let found = answer.hits.iter().filter(|hit| says(hit.opportunity.summary.get(Lang::Cy)));
    assert_eq!(found.count(), saying);
    let mut forms = BTreeSet::new();
    for hit in &answer.hits {
        let (entry, text) = (hit.opportunity, hit.opportunity.summary.get(Lang::Cy));
        let marks = marker.find(hit, Shown::Summary);
        assert!(!says(text) || !marks.is_empty(), "{}", entry.id);
        forms.extend(marks.into_iter().map(|range| text[range].to_lowercase()));
    }
    assert!(forms.contains("cymrodoriaeth") && forms.contains("gymrodoriaeth"), "{forms:?}");
}
