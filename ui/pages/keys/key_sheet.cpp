#include "ui/pages/keys/key_sheet.h"

#include <algorithm>
#include <utility>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/keys/act_rows.h"
#include "ui/pages/keys/key_form.h"
#include "ui/pages/keys/limit_bars.h"
#include "ui/pages/keys/new_key_view.h"
#include "ui/pages/keys/rotate_form.h"
#include "ui/text/error_words.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPadding = 24;
constexpr auto kMostChoices = "1000";

std::vector<TickList::Choice> choicesIn(const base::Json &answer)
{
    std::vector<TickList::Choice> out;
    for (const OwnerChoice &row : parseOwners(answer))
        out.push_back({row.id, row.name});
    return out;
}

} // namespace

KeySheet::KeySheet(QWidget &window, admin::AdminClient &client, SecretClipboard &clipboard)
    : Sheet(window, metric::kSheetWidth),
      m_client(client),
      m_clipboard(clipboard),
      m_content(new QWidget),
      m_form(new KeyForm(m_content))
{
    setObjectName(u"keySheet"_s);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(kPadding, 12, kPadding, kPadding);
    column->setSpacing(28);
    column->addWidget(m_form);
    column->addStretch();
    setContent(m_content);
    connect(m_form, &KeyForm::submitted, this, &KeySheet::act);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

void KeySheet::openNew()
{
    buildFooter(tr("Create key"));
    start(tr("Create a key"), tr("One for each app or person"));
}

void KeySheet::openKey(const KeyRow &row)
{
    m_id = row.id;
    m_form->setRow(row);
    buildActs(row);
    m_bars = new LimitBars(m_client, {.operation = "api_keys.limits", .id = row.id.toStdString(), .scope = "key"},
                           *m_content);
    qobject_cast<QVBoxLayout *>(m_content->layout())->insertWidget(1, m_bars);
    buildFooter(tr("Save changes"));
    start(row.name, tr("%1…, created %2").arg(row.prefix, dayText(row.createdAt)));
}

void KeySheet::openRotation(const KeyRow &row)
{
    openKey(row);
    askGrace(row);
}

void KeySheet::start(const QString &title, const QString &subtitle)
{
    setTitle(title);
    setSubtitle(subtitle);
    open();
    m_form->setFocus(Qt::TabFocusReason);
    askChoices();
}

/// Where the gateway does not tell, there is nothing to choose from, and the field stays away or says so.
void KeySheet::askChoices()
{
    const auto ask = [this](const char *operation, auto take) {
        m_client.call({.operation = operation, .query = {{"limit", kMostChoices}}}, this,
                      [take](const base::Result<base::Json> &answer) {
                          if (answer)
                              take(*answer);
                      });
    };
    ask("users.list", [this](const base::Json &answer) { m_form->setUsers(parseOwners(answer)); });
    ask("teams.list", [this](const base::Json &answer) { m_form->setTeams(parseOwners(answer)); });
    ask("providers.list", [this](const base::Json &answer) {
        m_providers = choicesIn(answer);
        m_form->setProviders(m_providers);
    });
}

void KeySheet::buildFooter(const QString &act)
{
    m_connect = new Button(Button::Kind::Outlined, tr("Connect"), this);
    m_connect->setObjectName(u"connectKey"_s);
    m_connect->setVisible(!m_id.isEmpty());
    m_cancel = new Button(Button::Kind::Outlined, tr("Cancel"), this);
    m_act = new Button(Button::Kind::Primary, act, this);
    m_act->setObjectName(u"saveKey"_s);
    footer()->addWidget(m_connect);
    footer()->addStretch();
    footer()->addWidget(m_cancel);
    footer()->addWidget(m_act);
    connect(m_cancel, &QAbstractButton::clicked, this, &Sheet::close);
    connect(m_act, &QAbstractButton::clicked, this, &KeySheet::act);
    connect(m_connect, &QAbstractButton::clicked, this, [this] {
        const QString id = m_id;
        close();
        Q_EMIT connectWanted(id);
    });
}

void KeySheet::buildActs(const KeyRow &row)
{
    auto *acts = new ActRows(m_content);
    if (!row.revokedAt.isValid()) {
        Button *rotate = acts->add(u"rotateKey"_s, tr("Rotate"),
                                   tr("Makes a new key with the same name and rights. You say how long the old one "
                                      "still works."),
                                   false);
        connect(rotate, &QAbstractButton::clicked, this, [this, row] { askGrace(row); });
        Button *revoke = acts->add(u"revokeKey"_s, tr("Revoke"),
                                   tr("Calls with it are refused from then on. It stays in the list."), true);
        connect(revoke, &QAbstractButton::clicked, this, [this, row] {
            close();
            Q_EMIT revokeWanted(row);
        });
    }
    Button *remove =
        acts->add(u"removeKey"_s, tr("Remove"),
                  tr("Calls with it are refused, and it leaves the list. Its past calls and costs stay."), true);
    connect(remove, &QAbstractButton::clicked, this, [this, row] {
        close();
        Q_EMIT removeWanted(row);
    });
    m_acts = acts;
    qobject_cast<QVBoxLayout *>(m_content->layout())->insertWidget(1, acts);
}

void KeySheet::askGrace(const KeyRow &row)
{
    hideForms();
    m_connect->hide();
    setTitle(tr("Rotate the key"));
    setSubtitle(row.name);
    m_rotation = new RotateForm(row, m_content);
    qobject_cast<QVBoxLayout *>(m_content->layout())->insertWidget(0, m_rotation, 1);
    m_rotation->show();
    m_act->setText(tr("Make the new key"));
    m_rotation->setFocus(Qt::TabFocusReason);
}

void KeySheet::act()
{
    if (!m_act->isEnabled())
        return;
    if (m_rotation)
        return rotate();
    save();
}

void KeySheet::save()
{
    const auto body = m_form->body();
    if (!body)
        return;
    if (body->empty())
        return close(); // nothing is different
    m_act->setEnabled(false);
    if (m_id.isEmpty())
        return m_client.call({.operation = "api_keys.create", .body = *body}, this,
                             [this](const base::Result<base::Json> &answer) { takeNew(answer); });
    m_client.call({.operation = "api_keys.update", .path = {{"id", m_id.toStdString()}}, .body = *body}, this,
                  [this](const base::Result<base::Json> &answer) { takeSaved(answer); });
}

void KeySheet::rotate()
{
    m_act->setEnabled(false);
    m_client.call({.operation = "api_keys.rotate",
                   .path = {{"id", m_id.toStdString()}},
                   .body = {{"grace_s", m_rotation->grace()}}},
                  this, [this](const base::Result<base::Json> &answer) { takeNew(answer); });
}

/// A key that has to sign from now on comes back with what to sign with.
void KeySheet::takeSaved(const base::Result<base::Json> &answer)
{
    m_act->setEnabled(true);
    if (!answer)
        return fail(answer.error());
    Q_EMIT changed();
    const auto row = parseKey(*answer);
    QString signingKey = QString::fromStdString(base::textOr(base::at(*answer, "signing_key")));
    if (!row || signingKey.isEmpty())
        return close();
    showNew(*row, {}, signingKey);
    signingKey.fill(u'\0');
}

void KeySheet::takeNew(const base::Result<base::Json> &answer)
{
    m_act->setEnabled(true);
    if (!answer)
        return fail(answer.error());
    const auto row = parseKey(*answer);
    QString key = QString::fromStdString(base::textOr(base::at(*answer, "key")));
    QString signingKey = QString::fromStdString(base::textOr(base::at(*answer, "signing_key")));
    if (!row || key.isEmpty())
        return fail({});
    showNew(*row, key, signingKey);
    Q_EMIT made(*row, key);
    Q_EMIT changed();
    key.fill(u'\0');
    signingKey.fill(u'\0');
}

void KeySheet::fail(const base::Error &error)
{
    if (m_rotation)
        return m_rotation->showTrouble(errorWords(error.code));
    m_form->showError(error);
}

void KeySheet::hideForms()
{
    m_form->hide();
    delete std::exchange(m_bars, nullptr); // it would show itself again
    if (m_acts)
        m_acts->hide();
    if (m_rotation)
        m_rotation->hide();
}

KeyRow KeySheet::withProviderNames(KeyRow row) const
{
    for (QString &provider : row.allowedProviders) {
        const auto hit = std::ranges::find(m_providers, provider, &TickList::Choice::value);
        if (hit != m_providers.end())
            provider = hit->title;
    }
    return row;
}

void KeySheet::showNew(const KeyRow &row, const QString &key, const QString &signingKey)
{
    m_id = row.id;
    hideForms();
    m_act->hide();
    m_cancel->hide();
    m_connect->hide();
    setTitle(key.isEmpty() ? tr("Signing key made") : m_rotation ? tr("Key rotated") : tr("Key created"));
    setSubtitle(row.ownerText().isEmpty() ? row.name : tr("%1, for %2").arg(row.name, row.ownerText()));
    m_view = new NewKeyView(withProviderNames(row), key, signingKey, m_clipboard, m_content);
    qobject_cast<QVBoxLayout *>(m_content->layout())->insertWidget(0, m_view, 1);
    m_stored = new QCheckBox(tr("I have stored the key"), this);
    m_stored->setObjectName(u"keyStored"_s);
    m_done = new Button(Button::Kind::Primary, tr("Done"), this);
    m_done->setObjectName(u"keyDone"_s);
    m_done->setEnabled(false);
    footer()->insertWidget(0, m_stored);
    footer()->addWidget(m_done);
    connect(m_stored, &QCheckBox::toggled, m_done, &QWidget::setEnabled);
    connect(m_done, &QAbstractButton::clicked, this, &Sheet::close);
    setMayClose([this] {
        if (!m_stored->isChecked())
            m_stored->setFocus(Qt::TabFocusReason); // what is left to do, and nothing is lost by a stray click
        return m_stored->isChecked();
    });
    m_view->setFocus(Qt::TabFocusReason);
}

} // namespace ui
