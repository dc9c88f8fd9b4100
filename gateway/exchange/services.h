#pragma once

#include "base/reactor.h"
#include "base/snapshot.h"
#include "exchange/body_sink.h"
#include "exchange/count_desk.h"
#include "exchange/kept_thoughts.h"
#include "exchange/signature_check.h"
#include "ledger/ledger.h"
#include "model/plan.h"
#include "pricing/catalogue.h"
#include "routing/health.h"
#include "upstream/call.h"

namespace exchange {

/// What every call of one worker is served with. All outlive the calls. Thread: the worker's.
struct Services {
    base::Reactor &reactor;
    base::Snapshot<model::Plan>::Reader plan;
    upstream::Starter &upstream;
    ledger::Ledger &ledger;
    base::Snapshot<pricing::Catalogue>::Reader prices;
    routing::Health::Reader health;
    CountDesk *counts = nullptr;          ///< Of all workers. Null: nothing is counted, only estimated.
    KeptThoughts *thoughts = nullptr;     ///< Of all workers. Null: none are kept.
    SignatureCheck *signatures = nullptr; ///< Null: keys that must sign are refused.
    BodySink *bodies = nullptr;           ///< Of all workers. Null: nobody wants what calls say.
};

} // namespace exchange
