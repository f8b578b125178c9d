//! The table of what there is for whom: what a cell counts is what its link shows.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::Server;

fn ids(list: &Value) -> BTreeSet<String> {
    let own = list.as_array().into_iter().flatten();
    own.filter_map(|one| one.as_str().or(one["id"].as_str())).map(str::to_owned).collect()
}

/// The links of the table, each a query string.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"/en/opportunities?").skip(1);
    let links = links.filter_map(|rest| rest.split('"').next());
    links.map(|link| link.replace("&#38;", "&")).collect()
}

#[test]
fn a_cell_counts_what_its_link_shows() {
    let server = Server::shared();
    let links = links(&server.get("/en/coverage").body);
    let coverage = server.get("/api/v1/coverage?nation=wales").json();
    let rows = coverage["rows"].as_array().expect("rows").iter();
    let mut compared = 0;
    for row in rows.filter(|row| row["id"] == "audiology" || row["facet"] == "profession_group") {
        let whose = ["facet", "id"].map(|name| row[name].as_str().expect("a name")).join("=");
        for cell in row["cells"].as_array().expect("cells") {
            let Some(level) = cell["career_level"].as_str() else { continue };
            let level = format!("career_level={level}&");
            let mut links = links.iter();
            let link = links.find(|link| link.contains(&whose) && link.contains(&level));
            let link = link.unwrap_or_else(|| panic!("no link for {whose} and {level}"));
            let shown = server.get(&format!("/api/v1/export.json?{link}")).json();
            let counted = ["named", "group_named", "open_to_all"].map(|list| ids(&cell[list]));
            let counted: BTreeSet<String> = counted.into_iter().flatten().collect();
            assert_eq!(ids(&shown["opportunities"]), counted, "{link}");
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}
