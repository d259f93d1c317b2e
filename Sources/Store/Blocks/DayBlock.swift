/// A run of days that begins at a multiple of its length: ranges are put together from few of them, and one new day
/// makes few of them old.
package struct DayBlock: Hashable, Sendable {
    /// A power of eight.
    package var length: Int32
    /// How many blocks of this length lie before it.
    package var index: Int32

    /// Days since 1970, UTC, both inclusive.
    package var days: ClosedRange<Int32> { index * length...(index + 1) * length - 1 }

    /// The eight blocks that it consists of.
    var parts: [DayBlock] { (0..<8).map { DayBlock(length: length / 8, index: index * 8 + $0) } }

    /// The longest block there is: one and a half years.
    static let longest: Int32 = 512

    /// The fewest blocks that cover the range, and no stored day beside it.
    ///
    /// - Parameter stored: the days on which there is anything: beyond them a block may reach out.
    package static func covering(_ range: ClosedRange<Int32>, stored: ClosedRange<Int32>) -> [DayBlock] {
        guard range.overlaps(stored) else { return [] }
        var blocks: [DayBlock] = []
        var day = max(range.lowerBound, stored.lowerBound)
        let last = min(range.upperBound, stored.upperBound)
        while day <= last {
            var block = DayBlock(length: longest, index: floorDivided(day, by: longest))
            while block.length > 1, !block.fits(range, stored: stored) {
                block = DayBlock(length: block.length / 8, index: floorDivided(day, by: block.length / 8))
            }
            blocks.append(block)
            day = block.days.upperBound + 1
        }
        return blocks
    }

    private func fits(_ range: ClosedRange<Int32>, stored: ClosedRange<Int32>) -> Bool {
        let own = days.clamped(to: stored)
        return range.lowerBound <= own.lowerBound && own.upperBound <= range.upperBound
    }

    private static func floorDivided(_ day: Int32, by length: Int32) -> Int32 {
        day >= 0 ? day / length : -((-day + length - 1) / length)
    }
}
