/// The lines that most servers write unless told otherwise, in their most usual form: a template whose literals are known
/// here, so that each is one comparison.
///
///     [host ]client - - [22/Nov/2026:14:11:16 +0000] "GET /path HTTP/1.1" 200 1234 "referer" "user agent"
///
/// It reads less than the ``Template`` does, and says the same of what it reads.
struct CombinedRun {
    private let hasHost: Bool

    /// nil where the template is another one.
    init?(_ template: Template) {
        let fields = template.steps.map(\.field)
        let usual: [TemplateField] = [
            .client, .skip, .user, .commonTime, .request, .status, .bytes, .referer, .userAgent,
        ]
        let literals = [" ", " ", " [", "] \"", "\" ", " ", " \"", "\" \"", "\""]
        hasHost = fields.first == .host
        let expected = hasHost ? " " + literals.joined() : literals.joined()
        guard fields == (hasHost ? [.host] + usual : usual), template.literals.elementsEqual(expected.utf8),
            template.prefix.isEmpty, template.escaping == .backslash
        else {
            return nil
        }
    }

    /// Reads the line at `start`; returns where its newline stands, or nil where it is no usual one.
    @inline(__always)
    func read(
        _ bytes: Span<UInt8>,
        from start: Int,
        _ clock: inout CommonLogTime,
        into record: inout Record
    ) -> Int? {
        let space = UInt8(ascii: " ")
        let quote = UInt8(ascii: "\"")
        var position = start
        if hasHost {
            guard let end = bytes.firstSpaceStop(from: position), bytes[end] == space else {
                return nil
            }
            record.host = bytes.present(position..<end)
            position = end + 1
        }
        guard let clientEnd = bytes.firstSpaceStop(from: position),
            clientEnd + 64 <= bytes.count, bytes.word(at: clientEnd).bits & 0xFFFF_FFFF_FFFF == Self.noUser
        else {
            return nil
        }
        record.client = bytes.present(position..<clientEnd)
        position = clientEnd + 6
        guard !record.client.isEmpty, let time = clock.read(bytes, at: position, to: bytes.count) else {
            return nil
        }
        record.time = time
        position += CommonLogTime.length
        guard bytes.word(at: position).bits & 0xFF_FFFF == Self.beforeRequest,
            let requestEnd = bytes.firstQuoteOrQueryStop(from: position + 3),
            requestEnd + 32 <= bytes.count,
            record.setUsualRequest(bytes, position + 3..<requestEnd, mayHaveQuery: false)
        else {
            return nil
        }
        // `" 200 `
        let behind = bytes.word(at: requestEnd).bits
        let status = behind >> 16 & 0xFF_FFFF ^ 0x30_3030
        let isStatus =
            behind & 0xFF00_0000_FFFF == Self.aroundStatus && (status &+ 0x76_7676 | status) & 0x80_8080 == 0
        guard isStatus else {
            return nil
        }
        record.status = UInt16(truncatingIfNeeded: (status & 0xFF) * 100 + (status >> 8 & 0xFF) * 10 + status >> 16)
        guard let bytesEnd = record.setBytes(bytes, at: requestEnd + 6, to: bytes.count),
            bytesEnd + 24 <= bytes.count, bytes[bytesEnd] == space, bytes[bytesEnd + 1] == quote
        else {
            return nil
        }
        var agent = bytesEnd + 6
        if bytes.word(at: bytesEnd).bits & 0xFFFF_FFFF_FFFF != Self.noReferer {
            guard let refererEnd = bytes.firstQuoteStop(from: bytesEnd + 2),
                refererEnd + 8 <= bytes.count, bytes.word(at: refererEnd).bits & 0xFF_FFFF == Self.beforeAgent
            else {
                return nil
            }
            record.referer = bytes.present(bytesEnd + 2..<refererEnd)
            agent = refererEnd + 3
        }
        guard let agentEnd = endOfAgent(bytes, from: agent, into: &record), agentEnd + 1 < bytes.count,
            bytes[agentEnd + 1] == UInt8(ascii: "\n")
        else {
            return nil
        }
        record.userAgent = bytes.present(agent..<agentEnd)
        return agentEnd + 1
    }

    /// The quote behind the user agent, which may hold escapes: Docker's names its client in escaped brackets.
    @inline(__always)
    private func endOfAgent(_ bytes: Span<UInt8>, from start: Int, into record: inout Record) -> Int? {
        var position = start
        while let stop = bytes.firstQuoteStop(from: position) {
            if bytes[stop] == UInt8(ascii: "\"") {
                return stop
            }
            guard bytes[stop] == UInt8(ascii: "\\"), stop + 1 < bytes.count, bytes[stop + 1] >= 0x20 else {
                return nil
            }
            record.escaping = .backslash
            position = stop + 2
        }
        return nil
    }

    /// ` - - [`
    private static let noUser: UInt64 = 0x5B20_2D20_2D20
    /// `] "`
    private static let beforeRequest: UInt64 = 0x22_205D
    /// `" `, three bytes, and a space.
    private static let aroundStatus: UInt64 = 0x2000_0000_2022
    /// ` "-" "`
    private static let noReferer: UInt64 = 0x2220222D2220
    /// `" "`
    private static let beforeAgent: UInt64 = 0x22_2022
}
