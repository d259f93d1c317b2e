import Registry
import Store

extension Desk {
    /// Links to the data of a question as files; nothing where there are none.
    func dataLinks(_ query: Query) -> Markup {
        let all = ["csv", "json"].compactMap { format -> Markup? in
            let name = "\(thing(query.kind)) as \(format.uppercased())"
            return links.data(query.counting(by: filters.definition), format: format).map {
                "<a href=\"\($0)\" aria-label=\"\(name)\">\(format.uppercased())</a>"
            }
        }
        return all.isEmpty ? "" : "<span class=\"data\">Data: \(all.joined(separator: " "))</span>"
    }

    /// An image's page in the same range; nil where it has none.
    func link(image name: String) -> String? {
        name == "(none)" || name.isEmpty ? nil : links.page(.image(name), rangeParameters)
    }

    /// A client's page in the same range; nil for what is no single client.
    func link(client name: String) -> String? {
        name.hasPrefix("(") || name.isEmpty ? nil : links.page(.client(name), rangeParameters)
    }

    /// The range, and what one pull is, as far as the reader chose them: what goes along from page to page.
    var rangeParameters: [(name: String, value: String)] {
        var range = PageFilters()
        range.from = filters.from
        range.to = filters.to
        range.definition = filters.definition
        return range.parameters
    }

    /// What a list is of. Where single clients are not shown, networks stand for them.
    func thing(_ kind: Query.Kind) -> String {
        switch kind {
        case .clients: showsNetworks ? "networks" : "clients"
        // What clients may be shown as has the name already.
        case .networks: "clouds and operators"
        default: kind.rawValue
        }
    }

    /// Whether clients appear as the networks they are in.
    var showsNetworks: Bool { shownMode == .prefix }

    /// What the reader sees of clients.
    var shownMode: PrivacyMode {
        let privacy = context.privacy
        return context.seesClients ? privacy.store : max(privacy.store, privacy.show)
    }
}
