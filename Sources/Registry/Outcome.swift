/// What the server did with a request, by its status code.
///
/// Raw values stand in stores: never renumber them.
public enum Outcome: UInt8, BitwiseCopyable, Sendable, CaseIterable, Codable {
    case unknown = 0
    case served = 1
    case notModified = 2
    case redirected = 3
    case denied = 4
    case missing = 5
    case throttled = 6
    case clientError = 7
    case serverError = 8

    /// The outcome that a status code stands for. Formats write 0 where there is none.
    package init(status: UInt16) {
        self =
            switch status {
            case 200, 201, 206: .served
            case 304: .notModified
            case 301, 302, 303, 307, 308: .redirected
            case 401, 403: .denied
            case 404: .missing
            case 429: .throttled
            case 400..<500: .clientError
            case 500..<600: .serverError
            default: .unknown
            }
    }
}
