/// How a server writes bytes that its format cannot hold as they are.
package enum Escaping: UInt8, BitwiseCopyable, Sendable {
    /// As they are.
    case none
    /// `\x22`, `\"`, `\\`, `\n`, `\u0022`: nginx, Apache, Go. A backslash before anything else stands for itself.
    case backslash
    /// The backslash escapes of JSON.
    case json
    /// `%20`: CloudFront.
    case percent
    /// `""` for a quote: CSV.
    case doubledQuote
}
