import Registry

/// Where dates stand under a chart whose steps are days or weeks.
enum TimeScale {
    /// Every date that could be labelled; the chart leaves out those without room.
    ///
    /// - Parameters:
    ///   - days: first and last day.
    ///   - stepDays: days of a step; the first step begins on the first day.
    static func ticks(_ days: ClosedRange<Day>, stepDays: Int) -> [(place: Double, label: String)] {
        let length = days.length
        var ticks: [(place: Double, label: String)] = []
        var year = ""
        for number in days.lowerBound.number...days.upperBound.number {
            let day = Day(number: number)
            let offset = Int(number - days.lowerBound.number)
            let isMarked =
                switch length {
                case ...16: true
                case ...130: day.isMonday
                case ...800: day.isFirstOfMonth
                case ...4000: day.isFirstOfMonth && (day.month - 1) % 3 == 0
                default: day.isFirstOfYear
                }
            guard isMarked else { continue }
            let name = length <= 130 ? day.short : day.monthName
            ticks.append((Double(offset) / Double(stepDays), day.year == year ? name : "\(name) \(day.year)"))
            year = day.year
        }
        return ticks
    }
}
