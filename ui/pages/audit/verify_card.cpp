#include "ui/pages/audit/verify_card.h"

#include <utility>

#include <QAccessible>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/audit/audit_words.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDot = 8;
constexpr int kKnownWidth = 260;
constexpr int kShownLetters = 16; ///< Of a hash, where all of it can be copied.

} // namespace

VerifyCard::VerifyCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_dot(new StatusDot(kDot, this)),
      m_words(new Label(TextRole::Body, Tone::Plain, this)),
      m_head(new Label(TextRole::CodeSmall, Tone::Quiet, this)),
      m_copy(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the hash of the newest entry"), this)),
      m_known(new LineEdit(this)),
      m_act(new Button(Button::Kind::Secondary, tr("Verify"), this))
{
    setObjectName(u"verifyCard"_s);
    build();
    say(tr("Each entry seals the one before it. Verify reads all of them."), Tone::Quiet);
    connect(m_act, &QAbstractButton::clicked, this, &VerifyCard::verify);
    connect(m_known, &QLineEdit::returnPressed, this, &VerifyCard::verify);
    connect(m_known, &QLineEdit::textChanged, this, [this] { m_known->setInvalid(false); });
}

void VerifyCard::build()
{
    m_words->setObjectName(u"verifyWords"_s);
    m_words->setWordWrap(true);
    m_head->setObjectName(u"auditHead"_s);
    m_copy->setObjectName(u"copyAuditHead"_s);
    m_act->setObjectName(u"verifyAudit"_s);
    m_known->setObjectName(u"knownHead"_s);
    m_known->setPlaceholderText(tr("A hash you wrote down"));
    m_known->setAccessibleName(tr("A hash you wrote down"));
    m_known->setToolTip(tr("Optional: tells whether an entry that was there is gone"));
    m_known->setFixedWidth(kKnownWidth);
    auto *newest = new Label(TextRole::Caption, Tone::Quiet, this);
    newest->setText(tr("Hash of the newest entry"));
    auto *hash = new QHBoxLayout;
    hash->setSpacing(4);
    hash->addWidget(newest);
    hash->addWidget(m_head);
    hash->addWidget(m_copy);
    hash->addStretch();
    auto *words = new QHBoxLayout;
    words->setSpacing(8);
    words->addWidget(m_dot);
    words->addWidget(m_words, 1);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addLayout(words);
    column->addLayout(hash);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kCardPadding, 12, metric::kCardPadding, 12);
    row->setSpacing(12);
    row->addLayout(column, 1);
    row->addWidget(m_known);
    row->addWidget(m_act);
    showHead({});
}

void VerifyCard::verify()
{
    if (std::exchange(m_asking, true)) // the button stays enabled: else the focus would wander off
        return;
    say(tr("Reading every entry…"), Tone::Quiet);
    base::Json body = base::Json::object();
    if (const QString known = m_known->text().trimmed(); !known.isEmpty())
        body["head"] = known.toStdString();
    m_client.call({.operation = "audit.verify", .body = std::move(body)}, this,
                  [this](const base::Result<base::Json> &answer) { take(answer); });
}

void VerifyCard::take(const base::Result<base::Json> &answer)
{
    m_asking = false;
    if (!answer) {
        m_known->setInvalid(answer.error().param == "head");
        return say(answer.error().param == "head" ? tr("A hash has 64 letters and digits, from 0 to f.")
                                                  : refusalWords(answer.error()),
                   Tone::Warn);
    }
    const AuditVerdict verdict = parseVerdict(*answer);
    if (verdict.whole)
        showHead(verdict.head);
    say(verdictWords(verdict), verdict.whole ? Tone::Ok : Tone::Error);
}

void VerifyCard::setNewest(const AuditRow &newest)
{
    if (m_newest == newest.seq)
        return;
    m_newest = newest.seq;
    showHead(newest.hash);
}

void VerifyCard::say(const QString &words, Tone tone)
{
    m_dot->setTone(tone);
    m_words->setText(words);
    m_words->setTone(tone == Tone::Error ? Tone::Error : Tone::Plain);
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void VerifyCard::showHead(const QString &hash)
{
    m_head->setText(hash.isEmpty() ? u"–"_s : hash.left(kShownLetters) + u'…');
    m_copy->setCopyText(hash);
}

} // namespace ui
