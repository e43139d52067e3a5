// SPDX-License-Identifier: Apache-2.0
import DER
import Records
import Revocation

extension MohrService {
    /// Whether this process is the one that acts as the authority now.
    var actsAsAuthority: Bool { lease?.isHeld ?? false }

    /// Renews the authority's lease, or takes it when it is free and closes what its holder left unfinished.
    ///
    /// - Throws: ``ServiceError``.
    func keepLease() throws(ServiceError) {
        guard let lease else { return }
        let standing = try Self.records { () throws(RecordsError) in try lease.keep(at: clock()) }
        if standing == .held {
            // What failed while the database was gone is not waited for until the next start.
            try Self.records { () throws(RecordsError) in _ = try records.giveUpStrays(at: clock()) }
        }
        guard standing == .taken else { return }
        _ = try Self.records { () throws(RecordsError) in try records.recover(at: clock()) }
        try Self.revocation { () throws(RevocationError) in
            try lists.load(from: records)
            _ = try ListFolder(path: home.lists).reconcile(with: lists, records: records, authorities: authorities)
        }
        try tellLogKey()
    }

    /// By how many seconds what is read of the records is behind, if that is more than the operator allows.
    var excessiveLag: Int64? {
        guard let allowed = configuration.maximumLagSeconds else { return nil }
        let lag = clock().seconds(since: snapshots.status.asOf)
        return lag > allowed ? lag : nil
    }

    /// The routes, those that judge by the records held back while these are too far behind.
    func whileFresh(_ routes: [any Route]) -> [any Route] {
        guard configuration.maximumLagSeconds != nil else { return routes }
        return routes.map { route in
            switch route {
            case is RevocationListRoute, is AuthorityCertificateRoute, is AssetRoute, is CheckpointRoute, is TileRoute,
                is OpenAPIRoute, is HealthRoute, is MetricsRoute, is UploadPageRoute, is TimestampsRoute:
                route
            default: FreshRoute(route) { [self] in excessiveLag }
            }
        }
    }
}
