import json, urllib.parse, urllib.request

query = urllib.parse.urlencode({"career_level": "advanced", "kind": "fellowship", "sort": "deadline"})
with urllib.request.urlopen(f"http://127.0.0.1:8080/api/v1/opportunities?{query}") as answer:
    found = json.load(answer)
for opportunity in found["opportunities"]:
    print(opportunity["title"], "|", opportunity["status"]["label"], "|", opportunity["official_url"])
