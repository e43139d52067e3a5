// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import Foundation
import Records

extension CampaignDesk {
    /// Works out what a planned campaign will take, by measuring this machine for a fraction of a second.
    ///
    /// A turn of the campaign is really done and undone; what a sync of the disk costs is seen by writing an audit line.
    ///
    /// - Parameters:
    ///   - campaign: planned.
    ///   - document: its file.
    ///   - census: its members, counted.
    /// - Returns: the forecast.
    /// - Throws: ``CampaignError``.
    func forecast(
        _ campaign: CampaignRecord, _ document: CampaignDocument, _ census: CampaignCensus
    ) throws(CampaignError) -> CampaignForecast {
        do throws(RecordsError) {
            let turn = document.turn(limit: 500)
            let tried = Double(min(500, max(1, min(census.total, document.rate?.count ?? Int.max))))
            let seconds = try Self.seconds { () throws(RecordsError) in
                try records.rehearse(campaign: campaign.id, turn, at: clock())
            }
            let sync = try Self.seconds { () throws(RecordsError) in
                _ = try records.note(
                    "campaign.forecast", of: "campaign:\(campaign.id)", by: "campaigns", at: clock(),
                    details: ["members": "\(census.total)"])
            }
            var entries: [String: Int] = [:]
            for authority in census.authorities.keys {
                entries[authority] = try records.revocations(of: authority).count
            }
            // Turns of 500 share one sync.
            let each = seconds / tried + sync / 500
            return CampaignForecast(
                document, census,
                CampaignForecast.Speed(membersPerSecond: 1 / each, answersPerSecond: Self.signaturesPerSecond()),
                entries: entries, shards: configuration.crl.shards)
        } catch {
            throw .records(error)
        }
    }

    private static func seconds(_ work: () throws(RecordsError) -> Void) throws(RecordsError) -> Double {
        let start = DispatchTime.now().uptimeNanoseconds
        try work()
        return max(1e-6, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }

    /// What the responder's key can do, on all cores; zero when there is no key to try with.
    private static func signaturesPerSecond() -> Double {
        guard let key = try? PrivateKey.generate(.p256) else { return 0 }
        let message = [UInt8](repeating: 0x61, count: 300)
        let start = DispatchTime.now().uptimeNanoseconds
        var count = 0
        while DispatchTime.now().uptimeNanoseconds - start < 50_000_000 {
            guard (try? key.sign(message, by: .ecdsa(.sha256))) != nil else { return 0 }
            count += 1
        }
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        return Double(count) / seconds * Double(ProcessInfo.processInfo.activeProcessorCount)
    }
}
