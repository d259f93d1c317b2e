import Registry
import Store

/// A form that narrows a list; it works by links alone, as a GET.
struct FilterForm {
    let action: String
    let from: String
    let to: String
    let endpoints: [Choice]
    let texts: [TextField]
    let sort: String?
    /// What one pull is, where the reader chose it: sent along.
    let definition: String?
    let clear: String?

    struct Choice {
        let value: String
        let text: String
        let isChosen: Bool
    }

    struct TextField {
        let name: String
        let label: String
        let value: String
    }

    init(_ desk: Desk, at place: Page.Place, _ kind: Query.Kind) {
        let filters = desk.filters
        action = place.path
        from = filters.from?.description ?? ""
        to = filters.to?.description ?? ""
        sort = filters.sort
        definition = filters.definition?.rawValue
        var choices: [(value: String, text: String)] = [
            ("", "all"), ("legacy", "old"), ("current", "new"), ("backend", "backends"),
        ]
        choices += desk.context.migration.endpoints.map { ($0.name, visible($0.name)) }
        endpoints = choices.map { value, text in
            Choice(value: value, text: text, isChosen: value == filters.endpoint ?? "")
        }
        texts =
            switch kind {
            case .clients, .networks:
                [
                    TextField(name: "repository", label: "Image", value: filters.repository ?? ""),
                    TextField(name: "tool", label: "Tool", value: filters.tool ?? ""),
                ]
            case .tools: [TextField(name: "tool", label: "Tool", value: filters.tool ?? "")]
            default: []
            }
        clear = filters.parameters.isEmpty ? nil : desk.links.page(place)
    }
}
