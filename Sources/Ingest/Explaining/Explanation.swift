package import AccessLogs
package import Registry

/// What Ebb reads in the first lines of a source, for a user whose log is not understood.
package struct Explanation: Sendable {
    /// The format that the lines are explained by; where none was found, the one that comes nearest.
    package var format: LogFormat
    /// How sure that is: what was found, or else the best guesses.
    package var detection: Detection
    /// The first lines, and behind them the first of each kind that is not among those.
    package var lines: [Line] = []
    /// How many lines were looked at, by what became of them.
    package var counts: [(fate: Fate, count: Int)] = []

    /// What became of a line.
    package enum Fate: Hashable, Sendable {
        case counted
        /// A request that no endpoint claims.
        case unrelated
        case rejected(RejectReason)
        /// Blank, a comment, a header, a message, or the repeat of a request that another line holds.
        case skipped
    }

    /// One line, and all that was read in it.
    package struct Line: Sendable {
        /// From 1.
        package var number: Int64
        /// Where it begins in the decompressed source.
        package var byte: Int64
        /// As it stands in the source.
        package var text: String
        package var fate: Fate
        /// For a reject, the byte at which reading ended, from the start of the line.
        package var position = 0
        package var fields: Fields?
        package var meaning: Meaning?
    }

    /// The fields of a line, their escapes undone. Empty where the line has none.
    package struct Fields: Sendable {
        /// Seconds since 1970, UTC.
        package var time: Int64
        package var client: String
        package var forwardedFor: String
        package var host: String
        package var method: String
        package var path: String
        package var query: String
        /// 0: none.
        package var status: UInt16
        /// -1: the line does not say.
        package var bytes: Int64
        package var referer: String
        package var userAgent: String
        /// How many requests the line stands for.
        package var count: UInt32
    }

    /// What the request means, and counts as.
    package struct Meaning: Sendable {
        /// nil: no endpoint claims it.
        package var endpoint: Endpoint?
        package var request: Request
        /// The request's own, or of a blob by digest alone that of the URL that redirected there; empty: none.
        package var repository: String
        package var outcome: Outcome
        /// How it came to a current endpoint.
        package var via: Via
        package var tool: Tool
        /// The client as the store would keep it.
        package var client: String
        /// Whether it is a pull by the definition `manifest`, as far as one line tells.
        package var isPull: Bool
    }
}
