package import Reports
package import Store

/// What entities are kept by: each that can differ has another question.
package enum Question: Hashable, Sendable {
    case answer(Query, Representation)
    case page(Page)
    /// What `/metrics` says of the store.
    case metrics
}

/// A question, and whether who asks may see clients as they are stored.
package struct CacheKey: Hashable, Sendable {
    package var question: Question
    package var seesClients: Bool

    package init(question: Question, seesClients: Bool) {
        self.question = question
        self.seesClients = seesClients
    }
}
