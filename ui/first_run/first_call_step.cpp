#include "ui/first_run/first_call_step.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/pages/connect/call_watch.h"
#include "ui/pages/connect/connect_flow.h"
#include "ui/pages/connect/snippet_card.h"
#include "ui/pages/connect/target_card.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

FirstCallStep::FirstCallStep(admin::AdminClient &client, QWidget *parent)
    : SetupStep(tr("Send the first call"),
                tr("Make a key, copy the lines into a terminal, and see the call arrive here."), parent),
      m_target(new TargetCard(this, 1)),
      m_card(new SnippetCard(m_clipboard, this, 2)),
      m_watch(new CallWatch(client, this)),
      m_flow(std::make_unique<ConnectFlow>(client, ConnectFlow::Parts{*m_target, *m_card, *m_watch, m_clipboard}))
{
    column()->addWidget(m_target);
    column()->addWidget(m_card);
    column()->addWidget(m_watch);
    column()->addStretch(1);
    const std::vector<Snippet> snippets = readSnippets();
    if (const auto curl = std::ranges::find(snippets, u"curl"_s, &Snippet::id); curl != snippets.end())
        m_flow->setSnippet(*curl);
    connect(m_card, &SnippetCard::lostKey, this, [this] { Q_EMIT pageWanted(u"keys"_s, m_target->keyId()); });
    connect(m_watch, &CallWatch::openWanted, this, [this](const QString &id) { Q_EMIT pageWanted(u"requests"_s, id); });
}

FirstCallStep::~FirstCallStep() = default;

void FirstCallStep::refresh()
{
    m_flow->refresh();
}

QWidget *FirstCallStep::first()
{
    return m_target->findChild<QWidget *>(u"newConnectKey"_s);
}

} // namespace ui
