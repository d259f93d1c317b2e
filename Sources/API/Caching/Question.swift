import Reports
import Store

/// What entities are kept by: each that can differ has another question.
enum Question: Hashable, Sendable {
    case answer(Query, Representation)
    case page(Page)
    /// What `/metrics` says of the store.
    case metrics
}

/// A question, and whether who asks may see clients as they are stored.
struct CacheKey: Hashable, Sendable {
    var question: Question
    var seesClients: Bool
}
