/// One parsed log line: numbers, and ranges that point back into the chunk.
///
/// Ranges hold the bytes as they are written in the log; the text behind them is what ``Escaping/decode(_:into:)`` of
/// ``escaping`` makes of them. A field that is absent, or written `-`, is ``ByteRange/none``.
package struct Record: BitwiseCopyable, Sendable {
    /// When the request came, in seconds since 1970 in UTC.
    package var time: Int64 = 0
    /// Body bytes sent, as the log claims; -1 where the line does not say.
    package var bytes: Int64 = -1
    /// The status code; 0 where the line has none.
    package var status: UInt16 = 0
    /// The line's index within the chunk, from 0.
    package var line: UInt32 = 0
    /// How ``path``, ``query``, ``referer`` and ``userAgent`` are written; none where no escape stands in any of them.
    package var escaping: Escaping = .none
    /// Who asked: an address, perhaps with a port.
    package var client: ByteRange = .none
    /// The host that was asked, perhaps with a port.
    package var host: ByteRange = .none
    /// The method.
    package var method: ByteRange = .none
    /// The request's path, without host and query. Where the request line was no HTTP, all of it.
    package var path: ByteRange = .none
    /// The query, without its `?`.
    package var query: ByteRange = .none
    package var referer: ByteRange = .none
    package var userAgent: ByteRange = .none
    /// Whether ``referer`` would be there if the request had one.
    package var knowsReferer = true
    /// The addresses that proxies on the way noted, `client, proxy, proxy`, as `X-Forwarded-For` has them.
    package var forwardedFor: ByteRange = .none
    /// How many requests the line stands for: 1, but in logs that are sums already.
    package var count: UInt32 = 1

    /// Stands for a time that is not known yet.
    static let noTime = Int64.min

    /// How ``path``, ``query`` and ``referer`` are written, which is as ``userAgent`` is but for ``Escaping/plus``.
    package var targetEscaping: Escaping { escaping == .plus ? .none : escaping }

    package init() {}

    /// Whether ``path`` is not written as it is meant.
    package func hasEscapesInPath(_ bytes: Span<UInt8>) -> Bool {
        targetEscaping != .none && bytes.contains(escaping.mark, in: path)
    }
}
