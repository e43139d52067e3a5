// SPDX-License-Identifier: Apache-2.0
public import Campaigns
public import DER
import Foundation
import Identity
import Records

/// Campaigns in sentences, for terminals.
public enum CampaignText {
    /// A campaign as it stands, lane by lane.
    ///
    /// - Parameters:
    ///   - overview: the campaign.
    ///   - language: the reader's.
    /// - Returns: lines.
    public static func lines(of overview: CampaignOverview, in language: Language) -> [String] {
        let (campaign, document, tally) = (overview.campaign, overview.document, overview.tally)
        func say(_ key: String, _ facts: [String: String], said: [String: String] = [:]) -> String {
            Catalogue.sentence(key, facts, said: said, in: language)
        }
        let title = language == .persian ? document.title.persian : document.title.english
        let cause = language == .persian ? document.cause.persian : document.cause.english
        var lines = [
            say(
                "campaign.head", ["id": campaign.id],
                said: ["state": campaign.state.statement.sentence(in: language), "title": title]),
            say("campaign.cause", [:], said: ["cause": cause]),
            say("campaign.plan", ["members": "\(campaign.members)", "plan": campaign.planSHA256.hexText]),
        ]
        if campaign.isRehearsal { lines.append(say("campaign.rehearsal", [:])) }
        for approval in overview.approvals {
            lines.append(say("campaign.approval", ["officer": approval.officer, "time": both(approval.time)]))
        }
        if let started = campaign.started { lines.append(say("campaign.started", ["time": both(started)])) }
        for (number, lane) in document.lanes.enumerated() {
            lines.append(say("campaign.lane", facts(lane.name, tally.lanes[number] ?? [:])))
        }
        lines.append(say("campaign.lane", facts("=", Self.sum(tally))))
        if let rate = overview.rate {
            lines.append(say("campaign.rate", ["rate": String(format: "%.1f", rate)]))
        }
        if let seconds = overview.secondsLeft {
            let end = overview.time.advanced(bySeconds: seconds)
            lines.append(say("campaign.left", ["left": duration(Double(seconds)), "time": both(end)]))
        }
        if tally.noticesDue > 0 { lines.append(say("campaign.notices", ["count": "\(tally.noticesDue)"])) }
        if let ended = campaign.ended { lines.append(say("campaign.ended", ["time": both(ended)])) }
        return lines
    }

    /// What a campaign will take.
    ///
    /// - Parameters:
    ///   - forecast: worked out.
    ///   - census: its members, counted.
    ///   - document: its file.
    ///   - time: now; what the finish is counted from.
    ///   - language: the reader's.
    /// - Returns: lines.
    public static func lines(
        of forecast: CampaignForecast, _ census: CampaignCensus, _ document: CampaignDocument, at time: Instant,
        in language: Language
    ) -> [String] {
        func say(_ key: String, _ facts: [String: String]) -> String {
            Catalogue.sentence(key, facts, in: language)
        }
        let finish = time.advanced(bySeconds: Int64(min(forecast.seconds, 1e12).rounded(.up)))
        var lines = [say("campaign.forecast.head", ["count": "\(census.total)", "offices": "\(forecast.offices)"])]
        for (lane, count) in zip(document.lanes, census.lanes) {
            lines.append(say("campaign.forecast.lane", ["name": lane.name, "count": "\(count)"]))
        }
        for (profile, count) in census.profiles.sorted(by: { $0.key < $1.key }) {
            lines.append(say("campaign.forecast.profile", ["name": profile, "count": "\(count)"]))
        }
        let largest = census.offices.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
        for (office, count) in largest where !office.isEmpty {
            lines.append(say("campaign.forecast.office", ["name": office, "count": "\(count)"]))
        }
        lines.append(
            say("campaign.forecast.time", ["duration": duration(forecast.seconds), "time": both(finish)]))
        if let days = forecast.rateDays, let rate = document.rate {
            lines.append(
                say(
                    "campaign.forecast.days",
                    [
                        "count": "\(census.total)", "offices": "\(forecast.offices)", "rate": "\(rate.count)",
                        "seconds": "\(rate.seconds)", "days": "\(days)",
                    ]))
        }
        if let days = forecast.officeDays, let perDay = document.officePerDay {
            lines.append(say("campaign.forecast.capacity", ["perDay": "\(perDay)", "days": "\(days)"]))
        }
        for list in forecast.lists {
            lines.append(
                say(
                    "campaign.forecast.list",
                    [
                        "authority": list.authority, "before": "\(list.entriesBefore)", "after": "\(list.entriesAfter)",
                        "full": bytes(list.fullBytes), "part": bytes(list.partBytes),
                    ]))
        }
        lines.append(
            say(
                "campaign.forecast.answers",
                ["count": "\(forecast.answers)", "duration": duration(forecast.answerSeconds)]))
        return lines
    }

    /// A moment in UTC and in Tehran's calendar.
    public static func both(_ time: Instant) -> String {
        "\(time.rfc3339) (\(TehranClock.description(secondsSince1970: time.secondsSince1970)))"
    }

    /// A length of time: `12.1 s`, `3:20 min`, `5.5 h`, `110 d`.
    public static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<120: String(format: "%.1f s", seconds)
        case ..<7_200: String(format: "%.1f min", seconds / 60)
        case ..<172_800: String(format: "%.1f h", seconds / 3_600)
        default: String(format: "%.1f d", seconds / 86_400)
        }
    }

    private static func bytes(_ count: Int) -> String {
        count < 1_000_000
            ? String(format: "%.1f kB", Double(count) / 1e3) : String(format: "%.1f MB", Double(count) / 1e6)
    }

    private static func facts(_ name: String, _ counts: [CampaignMemberState: Int]) -> [String: String] {
        var facts = ["name": name, "total": "\(counts.values.reduce(0, +))"]
        for state in CampaignMemberState.allCases { facts[state.rawValue] = "\(counts[state] ?? 0)" }
        return facts
    }

    private static func sum(_ tally: CampaignTally) -> [CampaignMemberState: Int] {
        Dictionary(uniqueKeysWithValues: CampaignMemberState.allCases.map { ($0, tally.count($0)) })
    }
}
