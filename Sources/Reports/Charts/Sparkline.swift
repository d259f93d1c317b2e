/// A small line over time on a ground of zero, with its last value as a dot. Steps without data break it.
struct Sparkline {
    let values: [Double?]
    /// What the top stands for; nil: the largest value.
    var top: Double?
    private let width = 220.0
    private let height = 56.0

    init(_ values: [Double?], top: Double? = nil) {
        self.values = values
        self.top = top
    }

    /// - Parameters:
    ///   - title: what the line says, in a sentence.
    ///   - style: the class of its colour.
    func svg(title: String, style: String) -> Markup {
        let largest = max(top ?? 0, values.compactMap(\.self).max() ?? 0)
        let step = (width - 8) / Double(max(1, values.count - 1))
        let points = values.enumerated().map { index, value in
            value.map { (x: 4 + Double(index) * step, y: height - 3 - (largest > 0 ? $0 / largest : 0) * (height - 9)) }
        }
        var path = ""
        var previousIsKnown = false
        for point in points {
            if let point {
                path += "\(previousIsKnown ? "L" : "M")\(coordinate(point.x)) \(coordinate(point.y))"
                // A day alone is a dot.
                if !previousIsKnown { path += "h0" }
            }
            previousIsKnown = point != nil
        }
        var dot: Markup = ""
        if let last = points.last(where: { $0 != nil }), let last {
            dot = "<circle cx=\"\(last.x)\" cy=\"\(last.y)\" r=\"3\"/>"
        }
        return """
            <svg class="spark \(style)" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title)">\
            <title>\(title)</title><path class="ground" d="M0 \(height - 2)H\(width)"/><path class="line" d="\(path)"/>\(dot)</svg>
            """
    }
}
