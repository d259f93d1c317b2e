import HTTPTypes

/// How rows are written.
package enum Representation: String, Hashable, Sendable, CaseIterable {
    case json, csv, ndjson

    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv"
        case .ndjson: "application/x-ndjson"
        }
    }

    /// For the header Content-Type.
    var contentType: String { self == .csv ? "text/csv; charset=utf-8; header=present" : mediaType }

    /// What the asker wants: `format` first, else what Accept likes best, else JSON.
    ///
    /// - Parameters:
    ///   - format: the parameter of this name.
    ///   - accept: the header of this name; nil where there is none.
    init(format: String?, accept: String?) throws(Problem) {
        if let format {
            guard let wanted = Self(rawValue: format) else {
                throw Problem(
                    .badRequest,
                    "format=\(format.shortened) is not known.",
                    available: Self.allCases.map(\.rawValue)
                )
            }
            self = wanted
            return
        }
        guard let accept else {
            self = .json
            return
        }
        let liked = Accept(accept)
        let ranked = Self.allCases.map { (name: $0, quality: liked.quality(of: $0.mediaType)) }
        // The first of the best: JSON before CSV before NDJSON.
        guard let best = ranked.max(by: { $0.quality < $1.quality })?.quality, best > 0,
            let wanted = ranked.first(where: { $0.quality == best })
        else {
            throw Problem(
                .notAcceptable,
                "The answer is not written in what Accept asks for. Ask for one of these, or give format=.",
                available: Self.allCases.map(\.mediaType)
            )
        }
        self = wanted.name
    }
}
