#include "ui/pages/settings/reach_rows.h"

#include <algorithm>
#include <utility>

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QUrl>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/pages/settings/setting_section.h"
#include "ui/widgets/button.h"
#include "ui/widgets/calm_box.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QLatin1StringView kHere = "127.0.0.1"_L1;
constexpr QLatin1StringView kEverywhere = "0.0.0.0"_L1;
constexpr QLatin1StringView kOwn[] = {kHere, "::1"_L1, "localhost"_L1};
enum Choice : std::uint8_t { ThisComputer, Networks, Another };

bool isOwn(const QString &address)
{
    return std::ranges::any_of(kOwn, [&](QLatin1StringView own) { return address == own; });
}

Choice choiceOf(const QString &address)
{
    if (isOwn(address))
        return ThisComputer;
    return address == kEverywhere || address == "::"_L1 ? Networks : Another;
}

/// What to do about a refusal, below its words.
QWidget *sideBySide(std::initializer_list<Button *> buttons, QWidget &parent)
{
    auto *out = new QWidget(&parent);
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(8);
    for (Button *button : buttons)
        row->addWidget(button);
    out->hide(); // or it would take its gap
    return out;
}

} // namespace

ReachRows::ReachRows(admin::AdminClient &client, SettingSection &section) : QObject(&section), m_client(client)
{
    addReach(section);
    addTls(section);
}

void ReachRows::addReach(SettingSection &section)
{
    m_reach = new CalmBox(&section);
    m_reach->setObjectName(u"reach"_s);
    m_reach->view()->setAccessibleName(tr("Who can reach it"));
    m_reach->addItem(tr("This computer only"), kHere);
    m_reach->addItem(tr("The networks it is in"), kEverywhere);
    m_reach->setEnabled(false); // until the gateway has said what holds
    m_reachRow = section.addRow(
        tr("Who can reach it"),
        tr("Others need a client key in any case. Calls under way are finished where they began."), m_reach);
    m_encrypt = new Button(Button::Kind::Secondary, tr("Encrypt it"), m_reachRow);
    m_encrypt->setObjectName(u"reachOverTls"_s);
    m_encrypt->setAccessibleName(tr("Let others reach it over TLS"));
    m_openPlain = new Button(Button::Kind::Danger, tr("Plain HTTP all the same"), m_reachRow);
    m_openPlain->setObjectName(u"reachInPlain"_s);
    m_openPlain->setAccessibleName(tr("Let others reach it in plain HTTP"));
    m_reachOffer = sideBySide({m_encrypt, m_openPlain}, *m_reachRow);
    m_reachRow->addBelow(m_reachOffer);
    connect(m_reach, &QComboBox::activated, this, [this](int index) {
        if (index != choiceOf(m_place.address))
            move({m_reach->itemData(index).toString(), m_place.port, m_place.tls}, *m_reachRow);
    });
    connect(m_encrypt, &QAbstractButton::clicked, this,
            [this] { move({m_refused.address, m_refused.port, true}, *m_reachRow); });
    connect(m_openPlain, &QAbstractButton::clicked, this,
            [this] { move({m_refused.address, m_refused.port, false, true}, *m_reachRow); });
}

void ReachRows::addTls(SettingSection &section)
{
    m_tls = new Switch(Switch::Size::Row, &section);
    m_tls->setObjectName(u"tls"_s);
    m_tls->setAccessibleName(tr("Encrypt connections"));
    m_tls->setEnabled(false); // until the gateway has said what holds
    m_tlsRow = section.addRow(tr("Encrypt connections"),
                              tr("With TLS 1.3. Where others reach it, programs on this computer may go on in plain "
                                 "HTTP at 127.0.0.1."),
                              m_tls);
    m_endTls = new Button(Button::Kind::Danger, tr("Plain HTTP all the same"), m_tlsRow);
    m_endTls->setObjectName(u"endTls"_s);
    m_endTls->setAccessibleName(tr("Let others go on in plain HTTP"));
    m_endTls->hide();
    m_tlsRow->addBelow(m_endTls);
    connect(m_tls, &Switch::asked, this, [this](bool wanted) {
        m_tls->setPending(wanted);
        move({m_place.address, m_place.port, wanted}, *m_tlsRow);
    });
    connect(m_endTls, &QAbstractButton::clicked, this, [this] {
        m_tls->setPending(false);
        move({m_refused.address, m_refused.port, false, true}, *m_tlsRow);
    });
}

/// Where it listens; while it does not, where it should. What was refused was refused to what held then.
void ReachRows::setStatus(const base::Json &status)
{
    const base::Json &wished = base::at(status, "wished");
    if (m_moving || !wished.is_object())
        return;
    const int port = QUrl(m_client.endpoint()).port();
    const Place place{.address = QString::fromStdString(base::textOr(base::at(wished, "address"), "127.0.0.1")),
                      .port = port > 0 ? port : static_cast<int>(base::integerOr(base::at(wished, "port"))),
                      .tls = base::truthOr(base::at(wished, "tls")),
                      .plain = base::truthOr(base::at(wished, "plain_http"))};
    if (std::exchange(m_place, place) != place)
        calm();
    show();
}

/// An address that is neither of the two has a line of its own while it holds.
void ReachRows::show()
{
    const Choice choice = choiceOf(m_place.address);
    m_reach->setEnabled(!m_moving);
    m_tls->setEnabled(!m_moving);
    if (m_reach->view()->isVisible()) // somebody is choosing
        return;
    if (m_reach->count() > Another)
        m_reach->removeItem(Another);
    if (choice == Another)
        m_reach->addItem(m_place.address, m_place.address);
    m_reach->setCurrentIndex(choice);
    if (!m_moving)
        m_tls->setOn(m_place.tls);
}

void ReachRows::move(Place place, SettingRow &row)
{
    if (std::exchange(m_moving, true))
        return;
    calm();
    m_reach->setEnabled(false);
    m_tls->setEnabled(false);
    base::Json body = {{"port", place.port},
                       {"address", place.address.toStdString()},
                       {"tls", place.tls},
                       {"plain_http", place.plain}};
    m_client.call({.operation = "settings.rebind", .body = std::move(body)}, this,
                  [this, place = std::move(place), &row](const base::Result<base::Json> &answer) {
                      m_moving = false;
                      if (answer)
                          m_place = place;
                      show();
                      if (!answer)
                          return refused(answer.error(), place, row);
                      Q_EMIT moved(isOwn(place.address) ? tr("Only this computer can reach it now")
                                   : place.tls          ? tr("Others can reach it now, over TLS")
                                                        : tr("Others can reach it now, in plain HTTP"));
                  });
}

void ReachRows::refused(const base::Error &error, const Place &place, SettingRow &row)
{
    m_refused = place;
    const bool readable = error.code == base::ErrorCode::Unprocessable && error.param == "address" && !place.tls
                          && !place.plain && !isOwn(place.address);
    if (!readable)
        return row.setError(refusalWords(error));
    row.setError(tr("In plain HTTP everybody on the way could read keys and calls, and use the keys."));
    m_reachOffer->setVisible(&row == m_reachRow);
    m_endTls->setVisible(&row == m_tlsRow);
}

void ReachRows::calm()
{
    m_reachRow->setError({});
    m_tlsRow->setError({});
    m_reachOffer->hide();
    m_endTls->hide();
}

} // namespace ui
