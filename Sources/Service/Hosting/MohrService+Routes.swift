// SPDX-License-Identifier: Apache-2.0
import DER
import Records
import Revocation
import Timestamping

extension MohrService {
    /// Where documents are judged.
    public var verification: VerificationDesk {
        VerificationDesk(snapshots: snapshots, receipts: receipts, clock: clock)
    }

    /// The routes of the public listener.
    var publicRoutes: [any Route] {
        let clock = clock
        let routes: [any Route] = [
            VerificationsRoute(
                desk: verification, purposes: configuration.purposes, prescriptions: prescriptions,
                documentLimit: configuration.limits.signedDocumentBytes, counters: counters),
            ReceiptRoute(receipts: receipts),
            LinkedVerificationsRoute(desk: verdicts),
            BatchVerificationsRoute(desk: verdicts, lineLimit: configuration.batch.lineBytes),
            RevocationListRoute(lists: lists, clock: clock),
            AuthoritiesRoute { [self] in repository },
            AuthorityCertificateRoute(authorities: authorities.merging(links) { authority, _ in authority }),
            CertificateStatusRoute(
                snapshots: snapshots, professions: professions, records: records, clock: clock),
            AssetRoute(),
            UploadPageRoute(purposes: VerdictPageRoute.ordered(configuration.purposes.keys)),
            VerdictPageRoute(
                desk: verification, anchors: snapshots.anchors, purposes: configuration.purposes, counters: counters),
            CheckpointRoute(records: records), TileRoute(records: records),
            OpenAPIRoute(
                publicURL: configuration.publicListener.publicURL, holdersURL: configuration.holders.address),
            HealthRoute { [self] in (complaints, warnings) },
            MetricsRoute { [self] in metrics },
        ]
        let stamps = timestamps.map { [TimestampsRoute(authority: $0, counters: counters, faults: faults)] } ?? []
        return whileFresh(
            routes + stamps + (configuration.holdersListener == nil ? fromHome : [])
                + OCSPRoute.both(responder: responder, counters: counters, clock: clock))
    }

    /// What people do from home.
    private var fromHome: [any Route] { RenewalRoutes.all(of: self) + MineRoutes.all(of: self) }

    /// The routes of the holders' own listener: nothing else is reached there.
    var holderRoutes: [any Route] { whileFresh(fromHome + [AssetRoute(), HoldersFrontRoute()]) }

    /// What is published, by authority.
    private var repository: [AuthoritiesRoute.Entry] {
        let (published, answered) = (lists.all, answers.authorityNames)
        return authorities.sorted { $0.key < $1.key }.map { name, certificate in
            AuthoritiesRoute.Entry(
                name: name, certificate: certificate,
                lists: published.filter { $0.record.authority == name }.map(\.path).sorted(),
                hasAnswers: answered.contains(name))
        }
    }

    /// What judges for relying parties.
    var verdicts: VerdictDesk {
        VerdictDesk(
            verification, purposes: configuration.purposes, prescriptions: prescriptions, counters: counters,
            clock: clock)
    }
}
