/// A format whose lines name their fields: JSON objects, and `key=value` lines. Which key holds what, as data.
struct KeyedShape: Sendable {
    /// What a key may hold for a record.
    enum Role: Int, CaseIterable, Sendable {
        case time, method
        /// `GET /path?query HTTP/1.1`
        case request
        /// `/path?query`, or an absolute URL
        case target
        case query, host, status
        /// Body bytes sent.
        case bytes
        /// The peer that the server saw, perhaps with a port.
        case client
        /// `X-Forwarded-For`
        case forwardedFor
        case referer, userAgent
    }

    /// One of these keys makes a line a request; none: every line is one.
    var marks: [String] = []
    /// What a line without a mark is: a server's own message, or a line of another format.
    var isMessageWithoutMark = true
    /// For each role the keys that may hold it: the first that does is taken. See ``JSONPaths`` for how they are written.
    var keys: [Role: [String]]
    /// Whether lines of `key=value` stand there too, or instead.
    var hasTextLines = false
    /// Whether a request may lack its status, as one does that the client gave up.
    var statusMayLack = false
    /// Whether the target is an absolute URL, which names the host.
    var targetNamesHost = false
    /// Whether a line without a referer's key says that there was none; else it is one that does not log it.
    var refererMayLack = false

    /// The keys of all roles and marks, each once: the value of `paths[i]` goes to slot `i` of a reader.
    var paths: [String] {
        var paths: [String] = []
        for path in marks + Role.allCases.flatMap({ keys[$0] ?? [] }) where !paths.contains(path) {
            paths.append(path)
        }
        return paths
    }

    /// The slots of each role, in the order in which they are asked.
    func slots(in paths: [String]) -> [[Int]] {
        Role.allCases.map { role in (keys[role] ?? []).compactMap { paths.firstIndex(of: $0) } }
    }
}

extension LogFormat {
    /// A format that a keyed shape reads, and templates the lines that are no JSON.
    init(
        _ name: String,
        _ shape: KeyedShape,
        templates: [Template] = [],
        bytesIncludeHeaders: Bool = false
    ) {
        let roles = Set(shape.keys.keys)
        self.init(
            name: name,
            hasHost: roles.contains(.host) || shape.targetNamesHost,
            hasReferer: roles.contains(.referer),
            bytesIncludeHeaders: bytesIncludeHeaders,
            fieldCount: shape.fieldCount,
            reading: .shapes(shape, templates)
        )
    }
}

extension KeyedShape {
    /// How many of a record's fields it gives at most. Marks make a format sure of its lines, so they count.
    fileprivate var fieldCount: Int { keys.count + (marks.isEmpty ? 0 : 2) }
}
