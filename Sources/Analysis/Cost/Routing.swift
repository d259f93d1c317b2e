import Registry

/// Another way to send clients about: which requests would be paid by which tariff.
package struct Routing: Hashable, Sendable {
    /// What of a registry's traffic a rule is about.
    package enum Traffic: String, Sendable, CaseIterable {
        /// GET requests for blobs.
        case blobs
        /// All else: manifests, and what moves next to no bytes.
        case manifests
    }

    /// Where traffic goes that fits.
    package struct Rule: Hashable, Sendable {
        /// nil: both.
        package var traffic: Traffic?
        /// The network's name as answers write it, or its first words: `aws`, `aws us-east-1`; `*` stands for any text.
        /// nil: all networks, unknown ones too.
        package var network: String?
        /// A tariff's name.
        package var tariff: String

        package init(traffic: Traffic? = nil, network: String? = nil, tariff: String) {
            self.traffic = traffic
            self.network = network
            self.tariff = tariff
        }

        /// Whether it decides about such traffic of a network.
        ///
        /// - Parameter network: its name; nil where it is not known.
        package func fits(_ traffic: Traffic, network: String?) -> Bool {
            guard self.traffic == nil || self.traffic == traffic else { return false }
            guard let pattern = self.network else { return true }
            guard let name = network.map({ Array($0.utf8) }) else { return false }
            return Wildcard(pattern).matches(name) || Wildcard(pattern + " *").matches(name)
        }
    }

    /// Unique within a configuration.
    package var name: String
    /// The first that fits counts.
    package var rules: [Rule]

    package init(name: String, rules: [Rule]) {
        self.name = name
        self.rules = rules
    }

    /// The tariff that pays for such traffic of a network; nil where no rule fits.
    package func tariff(for traffic: Traffic, network: String?) -> String? {
        rules.first { $0.fits(traffic, network: network) }?.tariff
    }
}
