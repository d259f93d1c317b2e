import Registry
import Traffic

/// What one source teaches for the next one that a worker counts: what paths, user agents and referers mean, and the
/// numbers of their names. The sources of a day tell each other nearly all.
struct Learned {
    var classifier: Classifier
    /// The names that the classifier numbers, and no facts.
    var names: TrafficTable
    /// Where the sources were written that it holds for.
    let vantage: Vantage

    init(_ rules: Rules, vantage: Vantage) {
        self.init(classifier: Classifier(rules: rules, vantage: vantage), names: TrafficTable(), vantage: vantage)
    }

    init(classifier: Classifier, names: TrafficTable, vantage: Vantage) {
        self.classifier = classifier
        self.names = names
        self.vantage = vantage
    }

    /// Whether there are so many names that it is better to begin anew: each source carries all of them along.
    var isTooLarge: Bool {
        names.repositories.names.count + names.tags.names.count + names.agents.names.count > 1 << 18
    }
}
