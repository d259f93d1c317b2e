/// nginx's combined format and its kin.
///
/// `$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"`
struct CombinedWriter: LineWriter {
    enum Style {
        case nginx
        /// The host's name in front.
        case vhost
        /// An absent referer is `""`.
        case distribution
    }

    let context: LineContext
    let style: Style

    func write(_ request: LoggedRequest, to line: inout LineBuffer) {
        if style == .vhost {
            context.appendHost(of: request, to: &line)
            line.append(UInt8(ascii: " "))
        }
        context.appendAddress(of: request, to: &line)
        line.append(" - - ")
        context.appendCommonLogTime(of: request, to: &line)
        line.append(" \"")
        switch request.target {
        case .nothing: break
        case .tlsHello: appendTLSHello(request.reference, to: &line)
        default:
            line.append(request.method.text)
            line.append(UInt8(ascii: " "))
            context.appendURI(of: request, to: &line)
            line.append(" HTTP/1.1")
        }
        line.append("\" ")
        line.append(Int(request.status))
        line.append(UInt8(ascii: " "))
        line.append(Int(request.bytes))
        line.append(" \"")
        if !context.appendReferer(of: request, to: &line), style != .distribution { line.append(UInt8(ascii: "-")) }
        line.append("\" \"")
        if request.target.isHTTP {
            line.append(context.agents[Int(request.agent)])
        } else {
            line.append(UInt8(ascii: "-"))
        }
        line.append(UInt8(ascii: "\""))
    }

    /// The first bytes of a ClientHello: nginx writes what is not printable as `\x` and two digits.
    private func appendTLSHello(_ key: UInt64, to line: inout LineBuffer) {
        line.append("\\x16\\x03\\x01\\x00\\xDA\\x01\\x00\\x00\\xD6\\x03\\x03")
        for index in 0..<UInt64(8 + key % 24) {
            let byte = UInt8(truncatingIfNeeded: Draw.hash(key, index))
            if (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                line.append(byte)
            } else {
                line.append("\\x")
                line.append(uppercaseHexadecimal: byte)
            }
        }
    }
}
