/// What stands in a log beside the pulls: scanners, broken connections, other hosts.
extension Simulation {
    /// About one line in a hundred is none of the registry's business.
    mutating func addNoise(pulls lines: Int) {
        tally.via = .none
        for _ in 0..<draw.rounded(Double(lines) * 0.003) { scan() }
        for _ in 0..<draw.rounded(Double(lines) * 0.0015) { log(noise(.tlsHello, status: 400, bytes: 157)) }
        for _ in 0..<draw.rounded(Double(lines) * 0.0005) { log(noise(.nothing, status: 400, bytes: 0)) }
        for _ in 0..<draw.rounded(Double(lines) * 0.005) {
            var request = noise(.odd, status: 200, bytes: UInt32(20 + draw.below(40_000)))
            request.host = UInt8(Host.unrelated.lowerBound + draw.below(Host.unrelated.count))
            request.reference = UInt64(OddPath.elsewhere.lowerBound + draw.below(OddPath.elsewhere.count))
            log(request)
        }
    }

    private mutating func scan() {
        var request = noise(.odd, status: 404, bytes: 19)
        let path = draw.below(OddPath.scanned.count)
        request.reference = UInt64(path)
        request.method = OddPath.all[path].method
        if request.method == .post { request.status = 405 }
        log(request)
    }

    private mutating func noise(_ target: LoggedRequest.Target, status: UInt16, bytes: UInt32) -> LoggedRequest {
        LoggedRequest(
            time: UInt32(draw.below(Self.daySeconds * 1000)),
            client: UInt32(population.scanners.lowerBound + draw.below(population.scanners.count)),
            agent: UInt16(Agent.scannerIndices.lowerBound + draw.below(Agent.scannerIndices.count)),
            status: status,
            host: UInt8(draw.chance(0.4) ? Host.legacy : Host.current),
            method: .get,
            target: target,
            reference: draw.next() >> 8,
            bytes: bytes
        )
    }
}
