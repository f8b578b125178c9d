//! A Word file, written directly: a zip archive of six small XML parts (ECMA-376, WordprocessingML).
//!
//! The usual library for this brings decoders for pictures, which an issue has none of. Titles are real headings, links real
//! links, and every run says which language it is in, so that Word checks Welsh as Welsh and screen readers speak it so.

use std::io::{Cursor, Write};

use cyfle_catalogue::Lang;
use quick_xml::escape::escape;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::edition::{Document, Edition, Line, Notice, together};

/// The issue as a Word file.
pub(super) fn render(document: &Document<'_>) -> Vec<u8> {
    let mut body = Body::default();
    for block in &document.blocks {
        write_block(&mut body, block);
    }
    let lang = tag(document.first_lang());
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", properties(document, lang)),
        ("word/document.xml", body.document()),
        ("word/styles.xml", STYLES.replace("{lang}", lang)),
        ("word/_rels/document.xml.rels", body.relations()),
    ];
    // Not compressed: an issue is small, and the same issue stays the same bytes whatever a compressor does.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, options).expect("memory takes everything");
        archive.write_all(text.as_bytes()).expect("memory takes everything");
    }
    archive.finish().expect("memory takes everything").into_inner()
}

fn write_block(body: &mut Body, block: &[Edition]) {
    for edition in block {
        body.paragraph("Title", &[Run::plain(edition.lang, &edition.title)]);
        for text in &edition.introduction {
            body.paragraph("Normal", &[Run::plain(edition.lang, text)]);
        }
    }
    for section in together(block) {
        let mut heading = Vec::new();
        for (lang, text) in &section.headings {
            if !heading.is_empty() {
                heading.push(Run::plain(*lang, " / "));
            }
            heading.push(Run::plain(*lang, text));
        }
        body.paragraph("Heading1", &heading);
        section.entries.iter().flatten().for_each(|(lang, own)| write_notice(body, *lang, own));
        section.more.iter().for_each(|(lang, more)| {
            body.paragraph("Normal", &[Run::line(*lang, more)]);
        });
    }
    for edition in block {
        let lang = edition.lang;
        if let Some(text) = &edition.empty {
            body.paragraph("Normal", &[Run::plain(lang, text)]);
        }
        if let Some(rolling) = &edition.rolling {
            body.paragraph("Normal", &[Run::line(lang, rolling)]);
        }
        for text in &edition.sign_off {
            body.paragraph("Normal", &[Run::plain(lang, text)]);
        }
        for text in &edition.footer {
            body.paragraph("Note", &[Run::plain(lang, text)]);
        }
    }
}

fn write_notice(body: &mut Body, lang: Lang, notice: &Notice) {
    body.paragraph("Heading2", &[Run::line(lang, &notice.title)]);
    let reasons = notice.reasons.join(" · ");
    let mut when = Vec::new();
    if !reasons.is_empty() {
        when.extend([Run::plain(lang, &reasons), Run::plain(lang, " · ")]);
    }
    when.push(Run { bold: true, ..Run::plain(lang, &notice.when) });
    body.paragraph("Normal", &when);
    body.paragraph("Normal", &[Run::plain(lang, &notice.summary)]);
    let offer = format!("{} ({})", notice.offer, notice.funder);
    body.paragraph("Normal", &[Run::plain(lang, &offer)]);
}

/// Some text in one language, perhaps a link.
struct Run<'d> {
    lang: Lang,
    text: &'d str,
    href: &'d str,
    bold: bool,
}

impl<'d> Run<'d> {
    fn plain(lang: Lang, text: &'d str) -> Self {
        Self { lang, text, href: "", bold: false }
    }

    fn line(lang: Lang, line: &'d Line) -> Self {
        Self { href: &line.href, ..Self::plain(lang, &line.text) }
    }
}

/// The paragraphs so far, and where their links lead.
#[derive(Default)]
struct Body {
    xml: String,
    links: Vec<String>,
}

impl Body {
    fn paragraph(&mut self, style: &str, runs: &[Run<'_>]) {
        self.xml.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"));
        for run in runs {
            let style = if run.href.is_empty() { "" } else { "<w:rStyle w:val=\"Hyperlink\"/>" };
            let bold = if run.bold { "<w:b/>" } else { "" };
            let text = format!(
                "<w:r><w:rPr>{style}{bold}<w:lang w:val=\"{}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                tag(run.lang),
                escape(run.text).replace('\n', LINE_BREAK)
            );
            if run.href.is_empty() {
                self.xml.push_str(&text);
            } else {
                self.links.push(run.href.to_owned());
                let link =
                    format!("<w:hyperlink r:id=\"link{}\">{text}</w:hyperlink>", self.links.len());
                self.xml.push_str(&link);
            }
        }
        self.xml.push_str("</w:p>\n");
    }

    fn document(&self) -> String {
        format!("{DOCUMENT_START}{}{DOCUMENT_END}", self.xml)
    }

    fn relations(&self) -> String {
        let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
        xml.push_str(&format!(
            "<Relationship Id=\"styles\" Type=\"{OFFICE}/relationships/styles\" Target=\"styles.xml\"/>"
        ));
        for (number, href) in self.links.iter().enumerate() {
            xml.push_str(&format!(
                "\n<Relationship Id=\"link{}\" Type=\"{OFFICE}/relationships/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                number + 1,
                escape(href)
            ));
        }
        xml.push_str("</Relationships>");
        xml
    }
}

fn properties(document: &Document<'_>, lang: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:identifier>{}</dc:identifier><dc:language>{lang}</dc:language></cp:coreProperties>",
        escape(document.title()),
        escape(&document.issue.id)
    )
}

/// The tag by which Word knows a language.
const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-GB",
        Lang::Cy => "cy-GB",
    }
}

/// Ends the text of a run, breaks the line and goes on.
const LINE_BREAK: &str = "</w:t><w:br/><w:t xml:space=\"preserve\">";

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="properties" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_START: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>
"#;

/// A4 with margins of 2.5 cm.
const DOCUMENT_END: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

/// Sizes are half points, distances twentieths of a point.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="{lang}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="0B4F4A"/><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="200" w:after="40"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="45524F"/><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0A5C7A"/><w:u w:val="single"/></w:rPr></w:style>
</w:styles>"#;
