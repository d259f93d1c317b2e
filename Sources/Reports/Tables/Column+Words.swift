import Store

extension Answer.Column {
    var isNumber: Bool { unit == .count || unit == .bytes || unit == .mean || unit == .money }

    /// `firstSeen` as `first seen`.
    var words: String {
        name == "repository"
            ? "image"
            : name == "network"
                ? "cloud or operator" : name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
    }

    /// What the column says, in a sentence; empty where its name does.
    var meaning: String {
        switch name {
        case "pulls": "What one is stands at the foot of the page."
        case "checks": "Served HEAD requests for a tag."
        case "newName": "What to write instead; a dash where the new endpoint does not have it."
        case "tries": "Requests for manifests that came to nothing."
        case "refused": "Those answered by 4xx."
        case "lost": "Those answered by a redirect that was not followed."
        case "fails": "Pulls that the old endpoint serves itself."
        case "survives": "Pulls that follow the old endpoint’s redirect."
        case "failingClients": "Clients with pulls that fail, or redirects that they do not follow."
        case "exposed": "At the old endpoint in the 14 days before."
        case "failed": "Got nothing on a day of the week from it on, and were refused or redirected in vain."
        case "retried": "Of those, who tried again within the week."
        case "moved": "At the new endpoint by themselves within seven days, and not at the old one after that."
        case "relapsed": "Of those, who were at the old endpoint again within twelve weeks."
        case "stayed": "Neither moved within seven days, nor gone."
        case "notSeen": "At neither endpoint since."
        case "definition": "What one pull is."
        case "blobRequests": "GET and HEAD requests for blobs."
        case "bytes": "Body bytes as the server logged them."
        case "network": "The cloud’s region by its list of addresses; elsewhere the operator (autonomous system)."
        case "redirected": "Requests answered by a redirect."
        case "clients": "Different ones in the range."
        case "role": "Old: the endpoint to leave. New: the one to come to. Backend: what serves its blobs."
        case "mirror": "A cache or proxy, which stands for many."
        case "repositories": "Different images."
        case "cost": "In the currency of the row: its part of the month’s bill, at the month’s average rate."
        case "credits": "By the invoice; not taken off the cost."
        case "saved":
            "What the old endpoint would have taken more for the bytes that came here by its redirect, less what they cost here."
        case "today": "What the same traffic cost as it was."
        case "tariff": "Who is paid, by costs.tariffs in ebb.yaml."
        case "label": "Where the figures come from: a price list, own rates, an invoice."
        case "firstSeen": "First request in the range, UTC."
        case "lastSeen": "Last request in the range, UTC."
        case "firstTime": "First line’s time, UTC."
        case "lastTime": "Last line’s time, UTC."
        case "ingestedAt": "When it was read, UTC."
        case "late": "Read a day or more after a source of later times: it changed days that had been told of."
        case "counted": "Lines that stand in the numbers."
        case "unrelated": "Lines that belong to no endpoint of the configuration."
        case "rejected": "Lines that could not be read."
        case "skipped": "Lines that are no requests: headers, comments, blank lines, repeats."
        case "bytesRead": "As they lie in the file, compressed or not."
        default: ""
        }
    }
}
