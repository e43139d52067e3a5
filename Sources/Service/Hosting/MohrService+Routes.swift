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
            AuthorityCertificateRoute(authorities: authorities.merging(links) { authority, _ in authority }),
            CertificateStatusRoute(
                snapshots: snapshots, professions: professions, records: records, clock: clock),
            AssetRoute(),
            UploadPageRoute(purposes: VerdictPageRoute.ordered(configuration.purposes.keys)),
            VerdictPageRoute(
                desk: verification, anchors: snapshots.anchors, purposes: configuration.purposes, counters: counters),
            CheckpointRoute(records: records), TileRoute(records: records),
            OpenAPIRoute(publicURL: configuration.publicListener.publicURL),
            HealthRoute { [self] in complaints },
            MetricsRoute(counters: counters) { [self] in gauges },
        ]
        let stamps = timestamps.map { [TimestampsRoute(authority: $0, counters: counters, faults: faults)] } ?? []
        return routes + stamps + RenewalRoutes.all(of: self) + MineRoutes.all(of: self)
            + OCSPRoute.both(responder: responder, counters: counters, clock: clock)
    }

    /// What judges for relying parties.
    var verdicts: VerdictDesk {
        VerdictDesk(
            verification, purposes: configuration.purposes, prescriptions: prescriptions, counters: counters,
            clock: clock)
    }

    /// What cannot be promised now, in short codes.
    var complaints: [String] {
        var found: [String] = []
        let now = clock()
        if records.refusal != nil { found.append("records-refuse-writes") }
        found += listComplaints(at: now) + watch.complaints
        found += missingKeys.map { "key-unreadable:\($0)" }
        if timestamps?.complaint != nil { found.append("timestamps-refused") }
        if hasMessagesGivenUp { found.append("messages-given-up") }
        // Three missed turns of the loop that reads the records.
        if now.seconds(since: snapshots.status.asOf) > 5 { found.append("status-behind") }
        return found
    }

    var gauges: [(String, Double)] {
        let now = clock()
        let ages = lists.all.filter { !$0.path.contains("/") }.map { list in
            ("mohr_crl_age_seconds{list=\"\(list.path)\"}", Double(now.seconds(since: list.thisUpdate)))
        }
        let alarms = standingAlarmCount.map { [("mohr_officers_suspended_by_limit", Double($0))] } ?? []
        return ages + alarms + [("mohr_certificates_on_record", Double(snapshots.status.index.count))]
    }
}
