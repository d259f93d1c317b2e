/// What a place in a template holds.
enum TemplateField: UInt8, BitwiseCopyable, Sendable {
    /// Something that no record asks for.
    case skip
    /// The same, but nothing with a space in it.
    case word
    /// The same, but nothing else than a whole number, `-` or `-1`.
    case number
    /// The user; may hold spaces.
    case user
    case client
    /// `1.2.3.4:5678`, `2001:db8::7:5678`: the port is what stands behind the last colon.
    case clientAndPort
    /// The client, where it is present, in place of the one that the line names first.
    case trueClient
    /// The list of `X-Forwarded-For`.
    case forwardedFor
    case host
    /// S3's bucket, which is the host where no host header follows.
    case bucket
    /// S3's object key, which is the path where there is no request line.
    case key
    /// `GET /path?query HTTP/1.1`
    case request
    case method
    /// `/path?query`
    case target
    /// `/path`
    case path
    /// `query` or `?query`
    case query
    case status
    /// Body bytes sent.
    case bytes
    /// Bytes sent, headers included.
    case wireBytes
    case referer
    case userAgent
    /// A user agent that is written `(null)` where there is none.
    case nullableAgent
    /// Values of headers that HAProxy was told to capture, `|` between them; which is which, their looks tell.
    case captures

    /// `22/Nov/2026:14:11:16 +0000`
    case commonTime
    case isoTime
    case epochSeconds
    case epochMilliseconds
    case epochMicroseconds

    // Parts of a time, in widths that never change.
    case year
    case month
    case monthName
    case day
    case hour
    case minute
    case second
    case fraction3
    case fraction6
    /// `+0000`
    case zone

    /// `2026-11-22` in a column of its own.
    case date
    /// `14:11:16` in a column of its own.
    case clock

    /// Whether it is a time or a part of one.
    var isTime: Bool { rawValue >= Self.commonTime.rawValue }

    /// Whether it is a part of a time.
    var isTimePart: Bool { rawValue >= Self.year.rawValue && rawValue <= Self.zone.rawValue }

    /// Whether its end is known without looking for the literal behind it.
    var endsByItself: Bool { isTime || self == .status || self == .bytes || self == .wireBytes }

    /// What at most one place of a template may give; the lowest rank of a role wins.
    var role: Role? {
        switch self {
        case .client, .clientAndPort: .client
        case .forwardedFor: .forwardedFor
        case .host: .host
        case .request: .request
        case .method: .method
        case .target, .path: .target
        case .query: .query
        case .status: .status
        case .bytes, .wireBytes: .bytes
        case .referer: .referer
        case .userAgent, .nullableAgent: .userAgent
        case .commonTime, .isoTime, .epochSeconds, .epochMilliseconds, .epochMicroseconds, .date:
            .time
        default: nil
        }
    }

    enum Role: Hashable {
        case client, forwardedFor, host, request, method, target, query, status, bytes, referer, userAgent, time
    }
}
