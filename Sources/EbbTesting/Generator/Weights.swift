/// Picks an index in proportion to its weight, by halving the running sums.
struct Weights {
    private let sums: [Double]

    init(_ weights: [Double]) {
        var sums: [Double] = []
        sums.reserveCapacity(weights.count)
        var sum = 0.0
        for weight in weights {
            sum += weight
            sums.append(sum)
        }
        self.sums = sums
    }

    /// Zipf-like: the weight of rank r is 1 / (r + `shift`).
    init(ranks: Int, shift: Double) {
        self.init((0..<ranks).map { 1 / (Double($0) + shift) })
    }

    func pick(_ draw: inout Draw) -> Int {
        pick(draw.unit())
    }

    /// The index at which the running sums pass `unit` (0 up to 1) of the whole.
    func pick(_ unit: Double) -> Int {
        guard let whole = sums.last else { return 0 }
        let wanted = unit * whole
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
