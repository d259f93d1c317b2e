/// nginx with a `log_format … escape=json` of common fields.
struct NginxJSONWriter: LineWriter {
    let context: LineContext

    func write(_ request: LoggedRequest, to line: inout LineBuffer) {
        line.append("{\"time\":\"")
        line.append(context.isoDate)
        line.append(UInt8(ascii: "T"))
        line.append(timeOfDay: Int(request.time) / 1000)
        line.append("+00:00\",\"remote_addr\":\"")
        context.appendAddress(of: request, to: &line)
        line.append("\",\"host\":\"")
        context.appendHost(of: request, to: &line)
        line.append("\",\"request\":\"")
        switch request.target {
        case .nothing: break
        case .tlsHello: line.append("\\u0016\\u0003\\u0001\\u0000\\u0001")
        default:
            line.append(request.method.text)
            line.append(UInt8(ascii: " "))
            context.appendURI(of: request, to: &line)
            line.append(" HTTP/1.1")
        }
        line.append("\",\"status\":")
        line.append(Int(request.status))
        line.append(",\"body_bytes_sent\":")
        line.append(Int(request.bytes))
        line.append(",\"http_referer\":\"")
        _ = context.appendReferer(of: request, to: &line)
        line.append("\",\"http_user_agent\":\"")
        if request.target.isHTTP { line.append(context.agents[Int(request.agent)]) }
        line.append("\"}")
    }
}
