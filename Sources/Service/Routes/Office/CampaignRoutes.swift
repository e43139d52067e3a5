// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import DER
import Enrollment
import JSON
import Records

/// `/v1/campaigns…`: planned, approved, started, watched by those whom the configuration lets.
enum CampaignRoutes {
    /// The routes.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - wake: called when a campaign was started or goes on.
    /// - Returns: the routes.
    static func all(of service: MohrService, wake: @escaping @Sendable () -> Void) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/campaigns", of: service) { call throws(Problem) in
                try mayRead(call)
                let all = try Problem.onRecord { () throws(RecordsError) in try call.service.records.campaigns() }
                return (
                    200,
                    [
                        "campaigns": .array(
                            all.map { campaign in
                                [
                                    "campaign": .string(campaign.id), "state": .string(campaign.state.rawValue),
                                    "members": .integer(Int64(campaign.members)),
                                    "created": .string(campaign.created.rfc3339),
                                ]
                            })
                    ]
                )
            },
            OfficeRoute("GET", "/v1/campaigns/{id}", of: service) { call throws(Problem) in
                try mayRead(call)
                return (200, try overview(call))
            },
            OfficeRoute("POST", "/v1/campaigns", of: service, plan),
            OfficeRoute("GET", "/v1/campaigns/{id}/statement", of: service) { call throws(Problem) in
                try mayChange(call)
                let bytes = try acting { () throws(ServiceError) in
                    try call.service.campaigns.statement(of: call.part("id"), by: call.officer.id)
                }
                return (200, ["statement": .string(Base64.encode(bytes))])
            },
            OfficeRoute("POST", "/v1/campaigns/{id}/approval", of: service) { call throws(Problem) in
                try call.only("signature")
                try mayChange(call)
                let signature = try call.bytes("signature")
                let count = try acting { () throws(ServiceError) in
                    try call.service.campaigns.approve(call.part("id"), by: call.officer.id, signature: signature)
                }
                return (200, ["approvals": .integer(Int64(count))])
            },
            move("start", of: service, wake) { desk, id, actor throws(ServiceError) in try desk.start(id, by: actor) },
            move("pause", of: service) { desk, id, actor throws(ServiceError) in
                try MohrService.records { () throws(RecordsError) in
                    try desk.records.pause(campaign: id, by: actor, at: desk.clock())
                }
            },
            move("resumption", of: service, wake) { desk, id, actor throws(ServiceError) in
                try MohrService.records { () throws(RecordsError) in
                    try desk.records.resume(campaign: id, by: actor, at: desk.clock())
                }
            },
            move("cancellation", of: service) { desk, id, actor throws(ServiceError) in
                try MohrService.records { () throws(RecordsError) in
                    try desk.records.cancel(campaign: id, by: actor, at: desk.clock())
                }
            },
        ]
    }

    private static func move(
        _ word: String, of service: MohrService, _ wake: @escaping @Sendable () -> Void = {},
        _ act: @escaping @Sendable (CampaignDesk, String, String) throws(ServiceError) -> Void
    ) -> any Route {
        OfficeRoute("POST", "/v1/campaigns/{id}/\(word)", of: service) { call throws(Problem) in
            try call.only()
            try mayChange(call)
            try acting { () throws(ServiceError) in
                try act(call.service.campaigns, call.part("id"), call.officer.id)
            }
            wake()
            return (200, try overview(call))
        }
    }

    /// Takes the file as it was reviewed; lists have to be in it, since there is no folder here.
    private static func plan(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("document")
        try mayChange(call)
        let bytes = try call.bytes("document")
        let planned = try acting { () throws(ServiceError) in
            try call.service.campaigns.plan(bytes, listsIn: nil, by: call.officer.id)
        }
        let forecast = planned.forecast
        return (
            201,
            [
                "campaign": .string(planned.campaign.id), "members": .integer(Int64(planned.campaign.members)),
                "planSHA256": .string(planned.campaign.planSHA256.hexText),
                "forecast": [
                    "seconds": .number(forecast.seconds), "offices": .integer(Int64(forecast.offices)),
                    "rateDays": forecast.rateDays.map { .integer(Int64($0)) } ?? .null,
                    "officeDays": forecast.officeDays.map { .integer(Int64($0)) } ?? .null,
                    "answers": .integer(Int64(forecast.answers)), "answerSeconds": .number(forecast.answerSeconds),
                ],
            ]
        )
    }

    private static func overview(_ call: OfficeCall) throws(Problem) -> JSONValue {
        try acting { () throws(ServiceError) in try call.service.campaigns.overview(of: call.part("id")) }.value
    }

    private static func mayChange(_ call: OfficeCall) throws(Problem) {
        let allowed = call.service.configuration.campaigns.roles
        guard allowed.contains(call.officer.role) else { throw .role(seen: call.officer.role, allowed: allowed) }
    }

    private static func mayRead(_ call: OfficeCall) throws(Problem) {
        let allowed = call.service.configuration.campaigns.roles + [.auditor]
        guard allowed.contains(call.officer.role) else { throw .role(seen: call.officer.role, allowed: allowed) }
    }

    private static func acting<Value>(_ act: () throws(ServiceError) -> Value) throws(Problem) -> Value {
        do throws(ServiceError) {
            return try act()
        } catch {
            switch error {
            case .campaign(let inner): throw Problem(inner)
            case .records(let inner): throw Problem(inner)
            case .enrollment(let inner): throw Problem(inner)
            default: throw .fault("campaigns", error, isPassing: true)
            }
        }
    }
}
