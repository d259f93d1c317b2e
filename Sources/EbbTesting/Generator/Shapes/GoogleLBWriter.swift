/// Google's load balancer, as Cloud Logging exports it: one JSON object a line, sizes as strings.
///
/// See <https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring>.
struct GoogleLBWriter: LineWriter {
    let context: LineContext

    func write(_ request: LoggedRequest, to line: inout LineBuffer) {
        let key = Draw.hash(request.reference, UInt64(request.time), UInt64(request.client))
        line.append("{\"httpRequest\":{\"latency\":\"0.")
        line.append(Int(key % 900_000), width: 6)
        line.append("s\",\"protocol\":\"HTTP/1.1\"")
        if request.referer != LoggedRequest.noReferer {
            line.append(",\"referer\":\"")
            _ = context.appendReferer(of: request, to: &line)
            line.append(UInt8(ascii: "\""))
        }
        line.append(",\"remoteIp\":\"")
        context.appendAddress(of: request, to: &line)
        line.append("\",\"requestMethod\":\"")
        line.append(request.method.text)
        line.append("\",\"requestSize\":\"")
        line.append(Int(90 + key % 400))
        line.append("\",\"requestUrl\":\"https://")
        context.appendHost(of: request, to: &line)
        context.appendURI(of: request, to: &line)
        line.append("\",\"responseSize\":\"")
        line.append(Int(request.bytes))
        line.append("\",\"status\":")
        line.append(Int(request.status))
        let agent = context.agents[Int(request.agent)]
        if !agent.isEmpty {
            line.append(",\"userAgent\":\"")
            line.append(agent)
            line.append(UInt8(ascii: "\""))
        }
        line.append("},\"insertId\":\"")
        line.append(hexadecimal: key)
        line.append(
            "\",\"jsonPayload\":{\"@type\":\"type.googleapis.com/google.cloud.loadbalancing.type.LoadBalancerLogEntry\","
        )
        line.append("\"remoteIp\":\"")
        context.appendAddress(of: request, to: &line)
        line.append(
            "\",\"statusDetails\":\"response_sent_by_backend\"},\"logName\":\"projects/example-registry/logs/requests\","
        )
        line.append("\"receiveTimestamp\":\"")
        appendTime(request, key: key, delay: 1, to: &line)
        line.append(
            "\",\"resource\":{\"labels\":{\"backend_service_name\":\"registry\",\"project_id\":\"example-registry\","
        )
        line.append("\"zone\":\"global\"},\"type\":\"http_load_balancer\"},\"severity\":\"")
        line.append(request.status < 400 ? "INFO" : request.status < 500 ? "WARNING" : "ERROR")
        line.append("\",\"spanId\":\"")
        line.append(hexadecimal: SeededGenerator.mix(key &+ 1))
        line.append("\",\"timestamp\":\"")
        appendTime(request, key: key, delay: 0, to: &line)
        line.append("\",\"trace\":\"projects/example-registry/traces/")
        line.append(hexadecimal: SeededGenerator.mix(key &+ 2))
        line.append(hexadecimal: SeededGenerator.mix(key &+ 3))
        line.append("\"}")
    }

    /// RFC 3339 with microseconds; a received line is stamped up to a second later, on the same day.
    private func appendTime(_ request: LoggedRequest, key: UInt64, delay: Int, to line: inout LineBuffer) {
        line.append(context.isoDate)
        line.append(UInt8(ascii: "T"))
        line.append(timeOfDay: min(Int(request.time) / 1000 + delay, Simulation.daySeconds - 1))
        line.append(UInt8(ascii: "."))
        line.append(Int(request.time) % 1000, width: 3)
        line.append(Int(key >> 40) % 1000, width: 3)
        line.append(UInt8(ascii: "Z"))
    }
}
