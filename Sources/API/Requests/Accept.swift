/// The header Accept: which media types are liked, and how much.
///
/// https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
package struct Accept {
    private struct Range {
        var type: Substring
        var subtype: Substring
        /// 0…1000.
        var quality: Int

        /// Whether the range holds the type, and how closely: 1 any, 2 the type, 3 type and subtype; 0: not.
        func closeness(to mediaType: (Substring, Substring)) -> Int {
            if type == "*", subtype == "*" { return 1 }
            guard type == mediaType.0 else { return 0 }
            return subtype == "*" ? 2 : subtype == mediaType.1 ? 3 : 0
        }
    }

    private let ranges: [Range]

    /// Reads a header. What is no media range in it is passed over.
    package init(_ header: String) {
        ranges = header.lowercased().split(separator: ",").compactMap { part in
            let pieces = part.split(separator: ";").map { $0.trimmed }
            guard let name = pieces.first, let slash = name.firstIndex(of: "/") else { return nil }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return Range(
                type: name[..<slash],
                subtype: name[name.index(after: slash)...],
                quality: Int(max(0, min(1, weight)) * 1_000)
            )
        }
    }

    /// How much a media type is liked: 0 (not at all) to 1000. The closest range decides.
    package func quality(of mediaType: String) -> Int {
        let halves = mediaType.split(separator: "/")
        guard halves.count == 2 else { return 0 }
        let fitting = ranges.map { (range: $0, closeness: $0.closeness(to: (halves[0], halves[1]))) }
            .filter { $0.closeness > 0 }
        return fitting.max { $0.closeness < $1.closeness }?.range.quality ?? 0
    }

    /// Whether a media type is named, and not only meant by a star: browsers name `text/html`, programs do not.
    func names(_ mediaType: String) -> Bool {
        ranges.contains { "\($0.type)/\($0.subtype)" == mediaType && $0.quality > 0 }
    }
}

extension Substring {
    /// Without spaces and tabs at its ends.
    var trimmed: Substring {
        var rest = self
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
