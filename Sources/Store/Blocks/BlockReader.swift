/// Puts values together from remembered blocks of days, and works out those that are missing or old.
package struct BlockReader: Sendable {
    private let memory: BlockMemory
    /// The state of each day on which there is anything: a number that changes with the day.
    private let stamps: [Int32: Int64]
    private let stored: ClosedRange<Int32>?

    /// - Parameter stamps: by day since 1970, UTC.
    package init(_ memory: BlockMemory, stamps: [Int32: Int64]) {
        self.memory = memory
        self.stamps = stamps
        stored = stamps.keys.min().flatMap { first in stamps.keys.max().map { first...$0 } }
    }

    /// - Parameters:
    ///   - part: what of a block's value goes into the result.
    ///   - work: works the value out of the days that it is given.
    package func value<Value: Summable>(
        of key: BlockKey,
        over days: ClosedRange<Int32>,
        part: (Value) -> Value = { $0 },
        _ work: (ClosedRange<Int32>) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        var result: Value?
        for block in stored.map({ DayBlock.covering(days, stored: $0) }) ?? [] {
            let own = part(try value(of: key, in: block, work))
            if result == nil { result = own } else { result?.merge(own) }
        }
        if let result { return result }
        return part(try work(days))
    }

    private func value<Value: Summable>(
        of key: BlockKey,
        in block: DayBlock,
        _ work: (ClosedRange<Int32>) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let stamp = stamp(of: block)
        if let known = memory.value(Value.self, of: key, in: block, stamp: stamp) { return known }
        var value: Value?
        if block.length > 8 {
            for part in block.parts where hasFacts(part) {
                let own = try self.value(of: key, in: part, work)
                if value == nil { value = own } else { value?.merge(own) }
            }
        }
        var whole = if let value { value } else { try work(block.days) }
        whole.pack()
        memory.remember(whole, of: key, in: block, stamp: stamp)
        return whole
    }

    private func hasFacts(_ block: DayBlock) -> Bool { block.days.contains { stamps[$0] != nil } }

    /// Changes with each of the block's days: stamps only grow, and days do not go.
    private func stamp(of block: DayBlock) -> Int64 {
        block.days.reduce(into: 0) { sum, day in
            if let stamp = stamps[day] { sum += stamp + 1 }
        }
    }
}
