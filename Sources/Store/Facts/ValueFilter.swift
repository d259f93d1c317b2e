/// A set of numbers that is quick to ask: a bit a number where they are small, as those of dictionaries are.
package struct ValueFilter: Sendable {
    private var bits: [Bool] = []
    private var others: Set<Int64> = []

    package init(_ values: [Int64]) {
        let small = values.filter { 0..<65_536 ~= $0 }
        bits = [Bool](repeating: false, count: Int((small.max() ?? -1) + 1))
        for value in small { bits[Int(value)] = true }
        others = Set(values.filter { !(0..<65_536 ~= $0) })
    }

    package func allows(_ value: Int64) -> Bool {
        value >= 0 && value < Int64(bits.count) ? bits[Int(value)] : !others.isEmpty && others.contains(value)
    }
}
