/// Which column of a CloudFront log holds what.
struct CloudFrontColumns: Sendable {
    enum Column: UInt8, BitwiseCopyable, Sendable {
        case other, date, time, bytes, client, method, distribution, path, status, referer, userAgent, query, host
    }

    private var columns: [Column] = []
    /// The index of the last column that is needed.
    private(set) var last = 0

    /// The order of the documentation, for a file whose header was cut off.
    static let standard: CloudFrontColumns = {
        var columns = CloudFrontColumns()
        let names: [Column] = [
            .date, .time, .other, .bytes, .client, .method, .distribution, .path, .status, .referer, .userAgent, .query,
            .other, .other, .other, .host,
        ]
        names.forEach { columns.append($0) }
        return columns
    }()

    private init() {}

    /// The columns that a `#Fields:` line names in `range`.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = bytes.firstIndex(of: UInt8(ascii: " "), or: UInt8(ascii: "\t"), in: start..<range.upperBound)
            if end > start {
                append(Self.column(bytes, start..<end))
            }
            start = end + 1
        }
    }

    subscript(index: Int) -> Column {
        index < columns.count ? columns[index] : .other
    }

    private mutating func append(_ column: Column) {
        columns.append(column)
        if column != .other {
            last = columns.count - 1
        }
    }

    private static func column(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Column {
        if bytes.equals("date", in: name) { return .date }
        if bytes.equals("time", in: name) { return .time }
        if bytes.equals("sc-bytes", in: name) { return .bytes }
        if bytes.equals("c-ip", in: name) { return .client }
        if bytes.equals("cs-method", in: name) { return .method }
        if bytes.equals("cs(Host)", in: name) { return .distribution }
        if bytes.equals("cs-uri-stem", in: name) { return .path }
        if bytes.equals("sc-status", in: name) { return .status }
        if bytes.equals("cs(Referer)", in: name) { return .referer }
        if bytes.equals("cs(User-Agent)", in: name) { return .userAgent }
        if bytes.equals("cs-uri-query", in: name) { return .query }
        if bytes.equals("x-host-header", in: name) { return .host }
        return .other
    }
}

/// What of a CloudFront line cannot be put into the record at once.
struct CloudFrontValues: BitwiseCopyable {
    private var date = ByteRange.none
    private var time = ByteRange.none
    private var distribution = ByteRange.none
    private var failure: RejectReason?
    private var failedAt = 0

    /// Takes one column's value.
    @inline(always)
    mutating func set(
        _ column: CloudFrontColumns.Column,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ record: inout Record
    ) {
        switch column {
        case .other: break
        case .date: date = ByteRange(range)
        case .time: time = ByteRange(range)
        case .client: record.client = bytes.present(range)
        case .method: record.method = bytes.present(range)
        case .distribution: distribution = bytes.present(range)
        case .path: record.path = bytes.present(range)
        case .referer: record.referer = bytes.present(range)
        case .userAgent: record.userAgent = bytes.present(range)
        case .query: record.query = bytes.present(range)
        case .host: record.host = bytes.present(range)
        case .bytes:
            if record.setBytes(bytes, at: range.lowerBound, to: range.upperBound) != range.upperBound {
                (failure, failedAt) = (.badBytes, range.lowerBound)
            }
        case .status:
            if record.setStatus(bytes, at: range.lowerBound, to: range.upperBound) != range.upperBound {
                (failure, failedAt) = (.badStatus, range.lowerBound)
            }
        }
    }

    /// Puts the columns together when all are there.
    @inline(always)
    func finish(_ bytes: Span<UInt8>, _ line: Range<Int>, _ record: inout Record) -> LineOutcome {
        guard date.count == 10, time.count == 8, let days = bytes.isoDate(at: Int(date.start)),
            let seconds = bytes.clock(at: Int(time.start))
        else {
            return .reject(.badTime, at: Swift.max(Int(date.start), line.lowerBound))
        }
        if let failure {
            return .reject(failure, at: failedAt)
        }
        record.time = days * 86_400 + seconds
        if record.host.isEmpty {
            record.host = distribution
        }
        record.noteEscaping(.percent, bytes)
        return .record
    }
}
