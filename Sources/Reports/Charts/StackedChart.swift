import Registry

/// Bars in layers over time. Steps without data are hatched, never zero.
struct StackedChart {
    struct Bar {
        var first: Day
        /// By layer from the ground up; nil: no data in this step.
        var values: [Double]?
    }

    struct Line {
        var label: String
        /// Counted in bars from the left edge of the first one.
        var place: Double
    }

    let bars: [Bar]
    let layers: [Band]
    let lines: [Line]
    let ticks: [(place: Double, label: String)]
    let axis: Axis
    /// What stands at a line of the scale.
    let axisLabel: (Double) -> String
    let unit: String
    let frame: Frame

    /// How large a chart is drawn, in pixels of its own: text keeps its size where it is shown as large.
    struct Frame {
        var name: String
        var width: Double
        var height: Double

        static let all = [
            Frame(name: "wide", width: 1060, height: 380), Frame(name: "middle", width: 680, height: 340),
            Frame(name: "narrow", width: 350, height: 300),
        ]
    }

    private var left: Double { 8 + 7.5 * Double(axis.ticks.map { axisLabel($0).count }.max() ?? 1) }
    private var right: Double { frame.width - 4 }
    private var ground: Double { frame.height - 26 }
    private var head: Double { 30 + 18 * Double(max(1, rows.map { $0 + 1 }.max() ?? 1)) }
    /// A few days are no walls.
    private var barWidth: Double { min(90, (right - left) / Double(max(1, bars.count))) }
    private func x(_ place: Double) -> Double { left + place * barWidth }
    private func y(_ value: Double) -> Double { ground - value / axis.top * (ground - head) }

    /// - Parameters:
    ///   - title: the picture's name.
    ///   - description: what a listener should know of it.
    func svg(title: String, description: String) -> Markup {
        let id = "burn-down-\(frame.name)"
        return """
            <svg class="chart \(frame.name)" viewBox="0 0 \(frame.width) \(frame.height)" role="img" \
            aria-labelledby="\(id)-title \(id)-desc" data-left="\(left)" data-width="\(barWidth)" \
            data-head="\(head)" data-ground="\(ground)">\
            <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">\(description)</desc>\
            \(scale)\(holes)\(layers.indices.map(layer).joined())\(baseline)\(timeline)\(milestones)\
            <rect class="cursor" x="\(left)" y="\(head)" width="\(barWidth)" height="\(ground - head)"/></svg>
            """
    }

    private var scale: Markup {
        let marks = axis.ticks.map { tick -> Markup in
            let line: Markup =
                tick == 0 ? "" : "<path class=\"grid\" d=\"M\(left) \(y(tick))H\(right)\"/>"
            return line
                + "<text class=\"tick\" x=\"\(left - 6)\" y=\"\(y(tick) + 4)\" text-anchor=\"end\">\(axisLabel(tick))</text>"
        }
        return marks.joined() + "<text class=\"unit\" x=\"0\" y=\"13\">\(unit)</text>"
    }

    private var baseline: Markup { "<path class=\"ground\" d=\"M\(left) \(ground)H\(right)\"/>" }

    /// One path a layer, all its bars in it.
    private func layer(_ index: Int) -> Markup {
        let gap = barWidth >= 5 ? min(2, barWidth * 0.15) : 0
        var path = ""
        for (place, bar) in bars.enumerated() {
            guard let values = bar.values, values[index] > 0 else { continue }
            let below = values.prefix(index).reduce(0, +)
            let from = coordinate(x(Double(place)) + gap / 2)
            path += "M\(from) \(coordinate(y(below)))V\(coordinate(y(below + values[index])))"
            path += "h\(coordinate(barWidth - gap))V\(coordinate(y(below)))z"
        }
        return path.isEmpty ? "" : "<path class=\"\(layers[index].rawValue)\" d=\"\(path)\"/>"
    }

    /// Runs of steps without data.
    private var holes: Markup {
        var result: Markup = ""
        var index = 0
        while index < bars.count {
            guard bars[index].values == nil else {
                index += 1
                continue
            }
            let first = index
            while index < bars.count, bars[index].values == nil { index += 1 }
            let width = Double(index - first) * barWidth
            result +=
                "<rect class=\"hole\" x=\"\(x(Double(first)))\" y=\"\(head)\" width=\"\(width)\" height=\"\(ground - head)\"/>"
            if width >= 56 {
                result +=
                    "<text class=\"hole-label\" x=\"\(x(Double(first)) + width / 2)\" y=\"\((head + ground) / 2)\" text-anchor=\"middle\">no data</text>"
            }
        }
        return result
    }

    private var timeline: Markup {
        var end = -Double.infinity
        var marks: Markup = ""
        for tick in ticks {
            let begin = x(tick.place)
            let width = textWidth(tick.label)
            guard begin >= end + 10 else { continue }
            let isAtEdge = begin + width + 4 > right
            if !isAtEdge {
                marks += "<text class=\"tick\" x=\"\(begin + 3)\" y=\"\(ground + 18)\">\(tick.label)</text>"
                end = begin + width
            }
            marks += "<path class=\"mark\" d=\"M\(begin) \(ground)v6\"/>"
        }
        return marks
    }

    /// In which row of labels each line's stands, so that none covers another.
    private var rows: [Int] {
        var ends: [Double] = []
        return lines.map { line in
            let (begin, end) = span(line)
            if let row = ends.firstIndex(where: { $0 + 8 <= begin }) {
                ends[row] = end
                return row
            }
            ends.append(end)
            return ends.count - 1
        }
    }

    /// From where to where a line's label reaches: right of the line, or left of it near the right edge.
    private func span(_ line: Line) -> (begin: Double, end: Double) {
        let width = textWidth(line.label)
        let place = x(line.place)
        return place + width + 5 > right ? (max(0, place - width - 5), place) : (place, place + width + 5)
    }

    private var milestones: Markup {
        zip(lines, rows).map { line, row -> Markup in
            let place = x(line.place)
            let base = 30 + 18 * Double(row)
            let isLeft = span(line).end <= place
            let (begin, anchor) = isLeft ? (place - 5, "end") : (place + 5, "start")
            return """
                <path class="milestone" d="M\(place) \(base - 9)V\(ground)"/>\
                <text class="milestone-label" x="\(begin)" y="\(base)" text-anchor="\(anchor)">\(line.label)</text>
                """
        }.joined()
    }

    /// About how wide a text is drawn.
    private func textWidth(_ text: String) -> Double { Double(text.count) * 7 }
}
