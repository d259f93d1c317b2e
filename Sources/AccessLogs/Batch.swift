/// What a parser made of one chunk. Reused from chunk to chunk, so that a chunk costs no allocation.
package struct Batch: Sendable {
    /// The lines that could be read, in the order of the chunk.
    package var records: [Record] = []
    /// The lines that could not.
    package var rejects: [Reject] = []
    /// How many lines were no requests: headers, comments, blank lines, repeats.
    package var skipped = 0
    /// How many lines the chunk held: records + rejects + skipped. The records of one line count once.
    package var lines = 0
    /// The lines without what was wrapped around them, where anything was.
    package internal(set) var unwrapped = Unwrapped()
    /// Whether the records' ranges point into ``unwrapped`` instead of the chunk. Those of rejects never do.
    package internal(set) var isUnwrapped = false

    package init() {}

    /// Empties the batch and keeps its memory.
    package mutating func removeAll() {
        isUnwrapped = false
        records.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
        skipped = 0
        lines = 0
    }
}

/// A line that could not be read.
package struct Reject: BitwiseCopyable, Sendable {
    /// The line's index within the chunk, from 0.
    package var line: UInt32
    /// The whole line, without its newline.
    package var range: ByteRange
    /// The byte at which reading ended, from the start of the line.
    package var position: UInt32
    package var reason: RejectReason

    package init(line: UInt32, range: ByteRange, position: UInt32, reason: RejectReason) {
        self.line = line
        self.range = range
        self.position = position
        self.reason = reason
    }
}

/// Why a line could not be read.
package enum RejectReason: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    case tooFewFields
    case unterminatedQuote
    case badTime
    case badStatus
    case badBytes
    case badRequest
    case badJSON
    /// A key of a JSON object that is wanted stands there twice, and nothing says which one holds.
    case duplicateKey
    case nestedTooDeep
    case badEscape
    /// Half of a pair of `\u` escapes that make one character.
    case loneSurrogate
    /// Neither the line nor what wraps it says when it was.
    case noTime
    case lineTooLong
    case notThisFormat
    /// A number of requests that is none, or too large to be one.
    case badCount
    /// A row of a table that is the sum of a week or a month: no day can be told for it.
    case longSum
    /// A file header of a version that this parser does not know.
    case unknownVersion

    /// The reason in words, as people and the store see it.
    package var text: String {
        switch self {
        case .tooFewFields: "too few fields"
        case .unterminatedQuote: "unterminated quote"
        case .badTime: "bad time"
        case .badStatus: "bad status"
        case .badBytes: "bad number of bytes"
        case .badRequest: "bad request line"
        case .badJSON: "bad JSON"
        case .duplicateKey: "duplicate key"
        case .nestedTooDeep: "nested too deep"
        case .badEscape: "bad escape"
        case .loneSurrogate: "lone surrogate"
        case .noTime: "no time"
        case .lineTooLong: "line too long"
        case .notThisFormat: "not this format"
        case .badCount: "bad number of requests"
        case .longSum: "a sum over more than a day"
        case .unknownVersion: "unknown version"
        }
    }
}
