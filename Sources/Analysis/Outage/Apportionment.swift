/// Parts a whole number by weights so that the parts add up to it: each gets its share rounded down, and those with the
/// largest remainders one more, the earlier of two equal ones first.
///
/// https://en.wikipedia.org/wiki/Quota_method (largest remainders, Hamilton's method)
///
/// - Parameters:
///   - total: 0 or more.
///   - weights: 0 or more each, together less than 2^63; where all are 0, all parts are.
package func apportioned(_ total: Int64, by weights: [Int64]) -> [Int64] {
    let sum = UInt64(weights.reduce(0, +))
    guard sum > 0, total > 0 else { return [Int64](repeating: 0, count: weights.count) }
    var parts: [Int64] = []
    var remainders: [UInt64] = []
    for weight in weights {
        let (share, rest) = sum.dividingFullWidth(UInt64(total).multipliedFullWidth(by: UInt64(weight)))
        parts.append(Int64(share))
        remainders.append(rest)
    }
    let missing = Int(total - parts.reduce(0, +))
    let largest = parts.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for index in largest.prefix(missing) { parts[index] += 1 }
    return parts
}
