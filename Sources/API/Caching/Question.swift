package import Reports
package import Store

/// What entities are kept by: each that can differ has another question.
package enum Question: Hashable, Sendable {
    case answer(Query, Representation)
    case page(Page)
    /// What `/metrics` says of the store.
    case metrics
}

/// A question, whether who asks may see clients as they are stored, and by which networks it is answered.
package struct CacheKey: Hashable, Sendable {
    package var question: Question
    package var seesClients: Bool
    /// Which state of the lists of networks it is asked under.
    package var networkState: Int

    package init(question: Question, seesClients: Bool, networkState: Int = 0) {
        self.question = question
        self.seesClients = seesClients
        self.networkState = networkState
    }
}
