extension TrafficTable {
    /// The uses, added up by client and user agent.
    package var clients: CountingTable<ClientKey, Activity> {
        var table = CountingTable<ClientKey, Activity>()
        for use in uses.entries {
            let key = use.key
            table.add(ClientKey(client: key.client, day: key.day, site: key.site, agent: key.agent), use.value)
        }
        return table
    }

    /// The uses, added up by client and repository.
    package var pairs: CountingTable<PairKey, Activity> {
        var table = CountingTable<PairKey, Activity>()
        for use in uses.entries {
            let key = use.key
            table.add(
                PairKey(client: key.client, day: key.day, site: key.site, repository: key.repository),
                use.value
            )
        }
        return table
    }

    /// The days on which something was counted, since 1970 in UTC.
    package var days: Set<Int32> { Set(hours.entries.map { $0.key.day }) }
}
