const query = new URLSearchParams({ profession: "audiology", kind: "funding", lang: "cy" });
const answer = await fetch(`http://127.0.0.1:8080/api/v1/opportunities?${query}`);
if (!answer.ok) throw new Error((await answer.json()).help);
const { opportunities } = await answer.json();
for (const { title, status, official_url } of opportunities) console.log(title, "|", status.label, "|", official_url);
