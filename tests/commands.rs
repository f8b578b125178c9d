//! The command line, as a person at a terminal uses it.

use std::collections::BTreeSet;
use std::process::Command;

use cyfle_catalogue::files::LARGEST_FILE;

use crate::support::{Server, cyfle, heard, path_of, program, root};

#[test]
fn a_question_is_answered_readably() {
    let answer = cyfle(&["search", "band 7 BMS wanting MSc fees paid", "--today", "2026-11-22"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    for part in [
        "Career level: Advanced practitioner or clinical scientist",
        "Profession: Biomedical science",
        "Stage of education: Taught master's degree",
        "What you get: Tuition fees covered",
        "Advanced practitioner education funding",
        "Health Education and Improvement Wales",
        "We do not know whether it is open: ask the funder",
        "Not yet checked by a person",
    ] {
        assert!(answer.out.contains(part), "`{part}` is missing in:\n{}", answer.out);
    }
}

#[test]
fn the_terminal_speaks_welsh() {
    let answer = cyfle(&["search", "cyflog wedi'i dalu", "--lang", "cy", "--today", "2026-11-22"]);
    assert!(answer.out.contains("Deallwyd:"), "{}", answer.out);
    assert!(answer.out.contains("Cyflog wedi'i dalu"), "{}", answer.out);
}

#[test]
fn json_is_the_published_form() {
    let answer = cyfle(&["search", "audiology", "--json", "--today", "2026-11-22"]);
    let json: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    assert_eq!(json["meta"]["today"], "2026-11-22");
    assert_eq!(json["understood"][0]["value"], "audiology");
}

#[test]
fn nothing_found_is_exit_code_one_and_nonsense_arguments_two() {
    assert_eq!(cyfle(&["search", "zzzzqqqq"]).code, 1);
    assert_eq!(cyfle(&["search", "x", "--today", "30 February"]).code, 2);
    assert_eq!(cyfle(&["nonsense"]).code, 2);
}

#[test]
fn a_question_that_is_too_long_is_refused_as_the_service_refuses_it() {
    let long = "x".repeat(1_001);
    let long = long.as_str();
    let why = "the question has 1001 characters; at most 1000 are read; ask a shorter question";
    for arguments in [&["search", long][..], &["export", long], &["digest", "--q", long]] {
        let refused = cyfle(arguments);
        assert_eq!(refused.code, 2, "{}", arguments[0]);
        assert!(refused.err.contains(why), "{}: {}", arguments[0], refused.err);
        assert!(refused.out.is_empty(), "{}", arguments[0]);
    }
}

#[test]
fn the_embedded_catalogue_passes_the_strict_check() {
    let checked = cyfle(&["check", "--strict"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
}

#[test]
fn every_rule_can_be_explained() {
    for rule in cyfle_catalogue::check::rules() {
        let explained = cyfle(&["check", "--explain", rule.name]);
        assert_eq!(explained.code, 0);
        assert!(explained.out.contains(rule.explain), "{}", rule.name);
    }
    let unknown = cyfle(&["check", "--explain", "missing-welch"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `missing-welsh`?"), "{}", unknown.err);
}

#[test]
fn how_large_a_file_may_be_is_said_as_it_is() {
    let limit = format!("{} MiB", LARGEST_FILE / (1024 * 1024));
    assert_eq!(LARGEST_FILE % (1024 * 1024), 0, "a whole number of MiB");
    let explained = cyfle(&["check", "--explain", "unreadable-file"]).out;
    assert!(explained.contains(&format!("at most {limit}.")), "{explained}");
    let page = std::fs::read_to_string(root().join("docs/running.md")).expect("the page");
    assert!(page.contains(&format!("is larger than {limit},")), "docs/running.md");
}

#[test]
fn coverage_keeps_what_names_a_profession_apart_from_what_is_open_to_all() {
    let table = cyfle(&["coverage", "--lang", "cy"]);
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(table.out.contains("Nid oes dim yn enwi'r proffesiwn na'i grŵp:"), "{}", table.out);
    let json = cyfle(&["coverage", "--format", "json", "--kind", "funding"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let published = Server::shared().get("/api/v1/coverage?kind=funding&nation=wales").json();
    assert_eq!(json, published, "the same as the API has it");
    let rows = json["rows"].as_array().expect("rows");
    let groups: Vec<_> = rows.iter().filter(|row| row["facet"] == "profession_group").collect();
    assert_eq!(groups.len(), 7, "the strategy's six, and what belongs to none");
    assert!(groups.iter().all(|row| row["cells"].as_array().is_some_and(|cells| cells.len() == 6)));
    let csv = cyfle(&["coverage", "--format", "csv", "--kind", "mentoring"]);
    assert!(csv.out.lines().count() > 6 * rows.len() - 1, "{}", csv.out);
    assert!(csv.out.starts_with("profession_group,profession,career_level,kind,nation,"));
    let unknown = cyfle(&["coverage", "--nation", "whales"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `wales`?"), "{}", unknown.err);
}

#[test]
fn the_pages_that_are_due_are_listed_without_asking_for_any() {
    let folder = root().join("catalogue");
    let folder = folder.to_str().expect("UTF-8");
    let listed =
        cyfle(&["harvest", "--dry-run", "--contact", "x@example.org", "--catalogue", folder]);
    assert!(listed.out.contains("https://healthandcareresearchwales.org/"), "{}", listed.out);
    assert!(listed.out.contains("(hcrw) <- hcrw-doctoral-fellowship-award"), "{}", listed.out);
    let unnamed = cyfle(&["harvest", "--dry-run", "--catalogue", folder]);
    assert_eq!(unnamed.code, 2, "a guest says who it is");
    assert!(unnamed.err.contains("--contact"), "{}", unnamed.err);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_service_politely() {
    let server = Server::start(&[]);
    assert_eq!(server.get("/health").status, 200);
    signal("-TERM", &server);
    assert_eq!(server.ended(), 0);
}

#[cfg(unix)]
#[test]
fn the_signal_to_read_files_again_is_answered_and_ends_nothing() {
    let (server, said) = Server::start_heard(&[]);
    for _ in 0..2 {
        signal("-HUP", &server);
        heard(&said, "SIGHUP changes nothing");
        assert_eq!(server.get("/health").status, 200);
    }
    signal("-TERM", &server);
    assert_eq!(server.ended(), 0);
}

#[cfg(unix)]
fn signal(name: &str, server: &Server) {
    let sent = Command::new("kill").args([name, &server.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
}

#[test]
fn a_port_that_is_taken_is_named() {
    let server = Server::shared();
    let taken = server.address.trim_start_matches("http://");
    let refused = cyfle(&["serve", "--listen", taken]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("choose another address with --listen"), "{}", refused.err);
}

#[test]
fn what_the_terminal_exports_is_what_the_service_exports() {
    let server = Server::shared();
    let exported = |format: &str| {
        let arguments =
            ["export", "audiology", "--lang", "cy", "--format", format, "--today", "2026-11-22"];
        cyfle(&[&arguments[..], &["--base-url", &server.address]].concat()).out
    };
    for format in ["json", "ndjson", "csv"] {
        let served = server.get(&format!("/api/v1/export.{format}?q=audiology&lang=cy")).body;
        let end = if served.ends_with('\n') { "" } else { "\n" };
        assert_eq!(exported(format), served + end, "{format}, to the end of its last line");
    }
}

#[test]
fn the_terminal_prints_the_document_that_the_service_serves() {
    let server = Server::shared();
    let printed = cyfle(&["openapi", "--base-url", &server.address]).out;
    let printed: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(printed, server.get("/api/v1/openapi.json").json());
}

#[test]
fn an_export_that_finds_nothing_says_so_by_its_exit_code() {
    for format in ["json", "ndjson", "csv"] {
        assert_eq!(cyfle(&["export", "zzzzqqqq", "--format", format]).code, 1, "{format}");
        assert_eq!(cyfle(&["export", "audiology", "--format", format]).code, 0, "{format}");
    }
}

#[test]
fn a_digest_has_the_options_that_the_service_has_parameters_and_no_others() {
    let printed = cyfle(&["openapi"]).out;
    let document: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    let parameters = document["paths"]["/api/v1/digest"]["get"]["parameters"].as_array();
    let parameters: BTreeSet<String> = parameters
        .expect("parameters")
        .iter()
        .map(|parameter| parameter["name"].as_str().expect("a name").replace('_', "-"))
        .collect();
    let help = cyfle(&["digest", "--help"]).out;
    let named = help.lines().filter_map(|line| line.trim_start().split_once("--"));
    let named = named.filter(|(before, _)| before.is_empty() || before.starts_with('-'));
    let options: BTreeSet<String> =
        named.map(|(_, rest)| rest.split([' ', '=']).next().expect("a name").to_owned()).collect();
    // What the terminal asks for beyond the issue itself: where from, where to, and how it goes about it.
    let own = ["base-url", "catalogue", "help", "log", "log-json", "output", "profile", "today"];
    let own: BTreeSet<String> = own.map(str::to_owned).into();
    assert_eq!(options.difference(&own).cloned().collect::<BTreeSet<_>>(), parameters);
}

#[test]
fn a_shell_is_told_how_to_complete_every_command() {
    let script = cyfle(&["completions", "bash"]);
    assert_eq!(script.code, 0, "{}", script.err);
    for part in ["_cyfle()", "serve", "search", "digest", "export", "completions", "--base-url"] {
        assert!(script.out.contains(part), "{part} is not in {}", script.out);
    }
    let unknown = cyfle(&["completions", "command.com"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("powershell"), "what there is is said: {}", unknown.err);
}

#[test]
fn an_address_that_cannot_stand_in_links_is_refused_before_anything_starts() {
    for command in ["serve", "digest", "export", "openapi"] {
        for wrong in [
            "cyfle.example",
            "ftp://cyfle.example",
            "https://cyfle.example/?lang=cy",
            "https://nhs.example/cyfle",
        ] {
            let refused = cyfle(&[command, "--base-url", wrong]);
            assert_eq!(refused.code, 2, "{command} {wrong}");
            assert!(refused.err.contains("write it as https://"), "{command}: {}", refused.err);
        }
    }
}

/// Files of settings have lines that nobody has filled in.
#[test]
fn an_empty_setting_is_none() {
    let settings = [
        "CYFLE_BASE_URL",
        "CYFLE_BEHIND_PROXY",
        "CYFLE_CATALOGUE",
        "CYFLE_CONTACT",
        "CYFLE_INDEX",
        "CYFLE_JOURNAL",
        "CYFLE_LISTEN",
        "CYFLE_LOG",
        "CYFLE_LOG_JSON",
        "CYFLE_PACE",
        "CYFLE_RATE_LIMIT",
        "CYFLE_TODAY",
    ];
    let taken = Server::shared();
    let taken = taken.address.trim_start_matches("http://");
    for empty in ["", " "] {
        let run = |arguments: &[&str]| {
            let settings = settings.map(|name| (name, empty));
            let done = Command::new(program()).args(arguments).envs(settings).output();
            done.expect("the program runs")
        };
        let printed = run(&["openapi"]).stdout;
        let printed = String::from_utf8(printed).expect("UTF-8");
        assert!(printed.contains("\"http://127.0.0.1:8080\""), "{printed}");
        // The service gets as far as to ask for its port.
        let refused = String::from_utf8(run(&["serve", "--listen", taken]).stderr).expect("UTF-8");
        assert!(refused.contains("choose another address with --listen"), "{refused}");
        let unnamed = String::from_utf8(run(&["harvest", "--dry-run"]).stderr).expect("UTF-8");
        assert!(unnamed.contains("required arguments were not provided"), "{unnamed}");
    }
}

#[test]
fn a_switch_in_the_environment_is_set_in_the_usual_ways() {
    let run = |value: &str| {
        let mut command = Command::new(program());
        command.arg("check").env("CYFLE_LOG_JSON", value);
        command.output().expect("the program runs").status.code()
    };
    for value in ["1", "0", "true", "false", "yes", "no"] {
        assert_eq!(run(value), Some(0), "{value}");
    }
    assert_eq!(run("perhaps"), Some(2));
}

#[test]
fn a_wrong_value_is_said_to_be_that_of_the_setting_or_the_option_from_which_it_came() {
    let refused = |arguments: &[&str], settings: &[(&str, &str)]| {
        let mut command = Command::new(program());
        let done = command.args(arguments).envs(settings.iter().copied()).output();
        let done = done.expect("the program runs");
        assert_eq!(done.status.code(), Some(2));
        String::from_utf8(done.stderr).expect("UTF-8")
    };
    for (command, setting) in [
        ("serve", "CYFLE_LISTEN"),
        ("serve", "CYFLE_BEHIND_PROXY"),
        ("harvest", "CYFLE_CONTACT"),
        ("search", "CYFLE_TODAY"),
        ("check", "CYFLE_LOG"),
    ] {
        let said = refused(&[command], &[(setting, "nowhere")]);
        let blamed = format!("'nowhere' for '{setting} (in the environment)'");
        assert!(said.contains(&blamed), "{said}");
    }
    // Without a command it is the service that has the setting.
    let said = refused(&[], &[("CYFLE_LISTEN", "x")]);
    assert!(said.contains("'x' for 'CYFLE_LISTEN (in the environment)'"), "{said}");
    // What is typed counts before any setting, and is to blame even where both are wrong.
    for setting in ["x", "127.0.0.1:0"] {
        let said = refused(&["serve", "--listen", "x"], &[("CYFLE_LISTEN", setting)]);
        assert!(said.contains("'x' for '--listen <LISTEN>'"), "{said}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_to_write() {
    for (arguments, instead) in [
        (&["serve", "--listen", "localhost:8080"][..], "127.0.0.1:8080"),
        (&["--listen", ":8080"], "127.0.0.1:8080"),
        (&["serve", "--rate-limit", "0"], "such as 300"),
        (&["serve", "--contact", "not a mailbox"], "help@example.org"),
        (&["harvest", "--contact", "not a mailbox"], "help@example.org"),
        (&["links", "--contact", "not a mailbox"], "https://example.org/help"),
        (&["serve", "--log", "verbose"], "off, error, warn, info, debug, trace"),
        (&["check", "--log", "warning"], "did you mean `warn`?"),
        (&["check", "--log", "nonsense====="], "off, error, warn, info, debug, trace"),
    ] {
        let refused = cyfle(arguments);
        assert_eq!(refused.code, 2, "{arguments:?}");
        assert!(refused.err.contains(instead), "{arguments:?}: {}", refused.err);
    }
}

#[test]
fn options_without_a_command_are_those_of_the_service() {
    let server = Server::shared();
    let taken = server.address.trim_start_matches("http://");
    let refused = cyfle(&["--listen", taken]);
    assert!(refused.err.contains("choose another address with --listen"), "{}", refused.err);
    let folder = root().join("catalogue");
    let misplaced = cyfle(&["--catalogue", path_of(&folder), "search", "audiology"]);
    assert_eq!(misplaced.code, 2, "{}", misplaced.err);
    assert!(misplaced.err.contains("search --catalogue"), "{}", misplaced.err);
}
