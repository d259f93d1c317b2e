/// A line about a request, as the twin sees it: no bytes, only what they say.
struct ToldLine {
    /// 2 for the server in front, 1 for a logrus line, 0 for a combined one.
    var rank: Int
    /// Method, path, status and size.
    var key: String
    /// When the request may have been under way, in milliseconds.
    var from: Int
    var to: Int
    /// When the line was written, as far as it says, in milliseconds.
    var written: Int
}

/// Finds the lines that are requests slowly: for each line it looks at all before it.
enum RepeatTwin {
    private struct Request {
        var leader: Int
        var ranks: Set<Int>
    }

    static func requests(_ lines: [ToldLine]) -> Set<Int> {
        var requests: [Request] = []
        for (index, line) in lines.enumerated() {
            let open = requests.indices.filter { place in
                let leader = requests[place].leader
                let other = lines[leader]
                return isWaiting(lines, leader, at: index) && other.key == line.key
                    && line.from <= other.to + 1000 && other.from <= line.to + 1000
                    && requests[place].ranks.isDisjoint(with: [line.rank])
            }
            if let better = open.first(where: { lines[requests[$0].leader].rank > line.rank }) {
                requests[better].ranks.insert(line.rank)
                continue
            }
            var request = Request(leader: index, ranks: [line.rank])
            var absorbed: [Int] = []
            for worse in open
            where lines[requests[worse].leader].rank < line.rank
                && requests[worse].ranks.isDisjoint(with: request.ranks)
            {
                request.ranks.formUnion(requests[worse].ranks)
                absorbed.append(worse)
            }
            for place in absorbed.reversed() {
                requests.remove(at: place)
            }
            requests.append(request)
        }
        return Set(requests.map(\.leader))
    }

    private static func isWaiting(_ lines: [ToldLine], _ leader: Int, at index: Int) -> Bool {
        let then = lines[...leader].map(\.written).max() ?? 0
        let now = lines[..<index].map(\.written).max() ?? 0
        return index - leader <= 64 || (index - leader <= 4096 && now - then <= 2000)
    }
}
