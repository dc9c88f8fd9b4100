#include "ui/pages/providers/keys_card.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>

#include "ui/pages/providers/key_wait_row.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/text/gateway_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/row_switches.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRow = 44;
constexpr int kHead = 52;
constexpr int kBottom = 8;

} // namespace

KeysCard::KeysCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_removals(removals),
      m_title(new Label(TextRole::CardTitle, Tone::Plain, this)),
      m_note(new Label(TextRole::Body, Tone::Quiet, this)),
      m_add(new Button(Button::Kind::Text, tr("Add key"), this)),
      m_table(new TableView(kRow, this)),
      m_none(new Label(TextRole::Body, Tone::Quiet, this))
{
    m_title->setObjectName(u"keysTitle"_s);
    m_title->setElided(true);
    m_add->setObjectName(u"addKey"_s);
    m_add->setIconName(u"plus"_s);
    m_table->setObjectName(u"keysTable"_s);
    m_table->setAccessibleName(tr("Keys"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(ProviderKeysModel::columnLayouts());
    m_switches = new RowSwitches(*m_table, ProviderKeysModel::kSwitchColumn, [this](int row) {
        const ProviderKeyRow &key = m_model.rows()[static_cast<std::size_t>(row)];
        return RowSwitches::State{key.enabled, key.wanted, tr("Use the key %1").arg(key.name)};
    });
    m_none->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 16);
    m_none->setWordWrap(true);
    layOut();
    connect(m_add, &QAbstractButton::clicked, this, &KeysCard::addAsked);
    connect(m_switches, &RowSwitches::asked, this, &KeysCard::setEnabled);
    connect(m_table, &QAbstractItemView::activated, this,
            [this] { withCurrent([this](const ProviderKeyRow &key) { Q_EMIT editAsked(key); }); });
    connect(&m_removals, &PendingRemovals::changed, this, &KeysCard::refresh);
    addActs();
}

void KeysCard::layOut()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    head->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, kBottom);
    column->setSpacing(4);
    column->addLayout(head);
    m_waitColumn = new QVBoxLayout;
    m_waitColumn->setSpacing(1);
    column->addLayout(m_waitColumn);
    column->addWidget(m_table, 1);
    column->addWidget(m_none);
}

void KeysCard::addActs()
{
    const auto add = [this](const QString &text, const QString &icon, QKeySequence keys, auto act) {
        auto *action = new QAction(makeIcon(icon), text, m_table);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, act] { withCurrent(act); });
        m_table->addAction(action);
    };
    add(tr("Edit key…"), u"edit"_s, Qt::Key_F2, [this](const ProviderKeyRow &key) { Q_EMIT editAsked(key); });
    add(tr("Test key"), u"bolt"_s, Qt::CTRL | Qt::Key_T, [this](const ProviderKeyRow &key) { probe(key); });
    add(tr("Hold key"), u"stop"_s, Qt::CTRL | Qt::Key_H,
        [this](const ProviderKeyRow &key) { let("provider_keys.hold", key); });
    add(tr("Let it get calls again"), u"refresh"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_H,
        [this](const ProviderKeyRow &key) { let("provider_keys.clear", key); });
    add(tr("Remove key"), u"trash"_s, Qt::Key_Delete, [this](const ProviderKeyRow &key) { remove(key); });
}

template <typename Act>
void KeysCard::withCurrent(Act act)
{
    if (const auto key = current())
        act(*key);
}

std::optional<ProviderKeyRow> KeysCard::current() const
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_model.rowCount())
        return std::nullopt;
    return m_model.rows()[static_cast<std::size_t>(row)];
}

void KeysCard::showProvider(const ProviderRow *provider)
{
    const QString id = provider ? provider->id : QString();
    if (provider) {
        m_providerName = provider->name;
        m_needsKey = provider->needsKey;
        m_title->setText(tr("Keys of %1").arg(provider->name));
    }
    if (id == m_provider)
        return;
    m_provider = id;
    m_last.clear();
    present({});
    m_none->hide(); // nothing is known yet, which is not "none"
    refresh();
}

void KeysCard::refresh()
{
    if (m_provider.isEmpty())
        return;
    admin::AdminCall call{.operation = "provider_keys.list", .path = {{"provider", m_provider.toStdString()}}};
    m_client.call(std::move(call), this, [this, id = m_provider](const base::Result<base::Json> &answer) {
        if (!answer || id != m_provider) // another one was chosen meanwhile
            return;
        m_last = parseProviderKeys(*answer);
        present(m_last);
    });
}

void KeysCard::present(std::vector<ProviderKeyRow> rows)
{
    std::erase_if(rows, [this](const ProviderKeyRow &key) { return m_removals.contains(key.id); });
    for (ProviderKeyRow &key : rows) {
        if (const auto wanted = m_wanted.find(key.id); wanted != m_wanted.end())
            key.wanted = wanted->second;
        if (const auto probe = m_probes.find(key.id); probe != m_probes.end()) {
            key.probing = probe->second.running;
            key.probed = probe->second.ok;
            key.problem = probe->second.problem;
        }
    }
    m_model.setRows(std::move(rows));
    showWaits();
    const bool none = m_model.rowCount() == 0;
    m_table->setVisible(!none);
    m_none->setText(m_needsKey ? tr("It has no key yet, so it cannot be called.") : tr("It needs no key."));
    m_none->setVisible(none);
    m_note->setText(m_model.rowCount() > 1 ? tr("lowest priority first, then by weight") : QString());
    Q_EMIT rowsChanged();
}

/// Those that get no calls stand above the others, with what can be done about it.
void KeysCard::showWaits()
{
    std::vector<ProviderKeyRow> waiting;
    std::ranges::copy_if(m_model.rows(), std::back_inserter(waiting),
                         [](const ProviderKeyRow &key) { return key.enabled && key.wait.on(); });
    while (m_waits.size() > waiting.size()) {
        m_waits.back()->hide(); // it may be telling us right now that its time is over
        m_waits.back()->deleteLater();
        m_waits.pop_back();
    }
    while (m_waits.size() < waiting.size()) {
        auto *row = new KeyWaitRow(this);
        m_waitColumn->addWidget(row);
        connect(row, &KeyWaitRow::probeAsked, this, &KeysCard::probe);
        connect(row, &KeyWaitRow::clearAsked, this,
                [this](const ProviderKeyRow &key) { let("provider_keys.clear", key); });
        connect(row, &KeyWaitRow::ended, this, &KeysCard::refresh);
        m_waits.push_back(row);
    }
    for (std::size_t i = 0; i < waiting.size(); ++i)
        m_waits[i]->showKey(waiting[i]);
}

/// An act on one key that needs nothing said; what it brought about is read back.
void KeysCard::let(const char *operation, const ProviderKeyRow &key)
{
    m_client.call(belowProvider(operation, m_provider, "key", key.id, base::Json::object()), this,
                  [this](const base::Result<base::Json> &answer) {
                      if (!answer)
                          Q_EMIT refused(refusalWords(answer.error()));
                      refresh();
                  });
}

QStringList KeysCard::names() const
{
    QStringList out;
    for (const ProviderKeyRow &key : m_last)
        out += key.name;
    return out;
}

int KeysCard::wholeHeight() const
{
    if (m_model.rowCount() == 0)
        return kHead + 48;
    const int waits = static_cast<int>(m_waits.size()) * (KeyWaitRow::kHeight + 4);
    return kHead + waits + metric::kTableHead + m_model.rowCount() * kRow + kBottom;
}

void KeysCard::setEnabled(int row, bool wanted)
{
    const ProviderKeyRow key = m_model.rows()[static_cast<std::size_t>(row)];
    m_wanted[key.id] = wanted;
    present(m_last);
    m_client.call(belowProvider("provider_keys.update", m_provider, "key", key.id, {{"enabled", wanted}}), this,
                  [this, id = key.id, wanted](const base::Result<base::Json> &answer) {
                      m_wanted.erase(id);
                      if (!answer)
                          Q_EMIT refused(refusalWords(answer.error()));
                      else if (const auto hit = std::ranges::find(m_last, id, &ProviderKeyRow::id); hit != m_last.end())
                          hit->enabled = wanted;
                      present(m_last);
                      refresh();
                  });
}

void KeysCard::probe(const ProviderKeyRow &key)
{
    m_probes[key.id] = {.running = true};
    present(m_last);
    m_client.call(belowProvider("provider_keys.probe", m_provider, "key", key.id, base::Json::object()), this,
                  [this, id = key.id](const base::Result<base::Json> &answer) {
                      Probe done{.ok = answer && base::truthOr(base::at(*answer, "ok"))};
                      if (!answer) {
                          done.problem = refusalWords(answer.error());
                          Q_EMIT refused(done.problem);
                      } else {
                          for (const base::Json &step : base::at(*answer, "steps"))
                              if (!base::truthOr(base::at(step, "ok")))
                                  done.problem = gatewayWords(fieldText(step, "detail"));
                      }
                      m_probes[id] = std::move(done);
                      present(m_last);
                  });
}

void KeysCard::remove(const ProviderKeyRow &key)
{
    Removal removal{.id = key.id,
                    .text = tr("Key %1 of %2 removed").arg(key.name, m_providerName),
                    .erase = belowProvider("provider_keys.delete", m_provider, "key", key.id)};
    if (key.enabled) {
        removal.stop = belowProvider("provider_keys.update", m_provider, "key", key.id, {{"enabled", false}});
        removal.back = belowProvider("provider_keys.update", m_provider, "key", key.id, {{"enabled", true}});
    }
    m_removals.begin(std::move(removal));
    present(m_last);
}

} // namespace ui
