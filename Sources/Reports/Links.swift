import Registry
import Store

/// Where pages and data are, seen from the page that links to them.
package enum Links: Hashable, Sendable {
    /// Pages of the running service, data from its API.
    case service
    /// Files of a report.
    case report(ReportLinks)

    var isReport: Bool { if case .report = self { true } else { false } }

    /// A page with these filters. A report has no filters: its pages are what they are.
    /// - Returns: nil where the report has no such page.
    func page(_ place: Page.Place, _ parameters: [(name: String, value: String)] = []) -> String? {
        switch self {
        case .service: place.path + query(parameters)
        case .report(let files): files.page(place)
        }
    }

    /// An answer as a file, `csv` or `json`.
    /// - Returns: nil where the report has no such file.
    func data(_ query: Query, format: String) -> String? {
        switch self {
        case .service:
            "/api/v1/\(query.kind.rawValue)"
                + self.query(query.parameters + (format == "json" ? [] : [("format", format)]))
        case .report(let files): files.data(query, format: format)
        }
    }

    private func query(_ parameters: [(name: String, value: String)]) -> String {
        guard !parameters.isEmpty else { return "" }
        let pairs = parameters.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
        return "?" + pairs.joined(separator: "&")
    }
}

extension Page.Place {
    /// The path of the page in the service, percent-encoded.
    var path: String {
        switch self {
        case .overview: "/"
        case .images: "/images"
        case .clients: "/clients"
        case .networks: "/networks"
        case .tools: "/tools"
        case .stragglers: "/stragglers"
        case .cost: "/cost"
        case .sources: "/sources"
        // A repository's slashes part its path; a network's belongs to its name.
        case .image(let name):
            "/images/"
                + name.split(separator: "/", omittingEmptySubsequences: false)
                .map { percentEncoded(String($0)) }.joined(separator: "/")
        case .client(let name): "/clients/" + percentEncoded(name)
        }
    }
}

extension Query {
    /// The filters as the API takes them.
    fileprivate var parameters: [(name: String, value: String)] {
        let all: [(String, String?)] = [
            ("from", from?.description), ("to", to?.description), ("endpoint", endpoint), ("repository", repository),
            ("client", client), ("tool", tool), ("state", state?.rawValue),
            ("without", without.isEmpty ? nil : without.map(\.rawValue).sorted().joined(separator: ",")),
            ("definition", definition?.rawValue),
            ("compare", compare ? "true" : nil), ("by", step?.rawValue), ("byTag", byTag ? "true" : nil),
            ("per", per?.rawValue), ("measure", measure?.rawValue), ("whatIf", whatIf),
            ("threshold", threshold.map { "\($0)" }),
            ("sort", sort), ("limit", limit.map(String.init)),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}

/// All but the unreserved characters as `%XX`.
///
/// https://www.rfc-editor.org/rfc/rfc3986#section-2.3
func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
        let scalar = Unicode.Scalar(byte)
        let isPlain =
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            || "-._~".unicodeScalars.contains(scalar)
        return isPlain ? String(scalar) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }.joined()
}
