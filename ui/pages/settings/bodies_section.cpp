#include "ui/pages/settings/bodies_section.h"

#include <utility>

#include <QAbstractItemView>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/list_row.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/button.h"
#include "ui/widgets/calm_box.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

BodiesSection::BodiesSection(admin::AdminClient &client, QWidget *parent)
    : NumberSection(tr("Requests and answers"), client, parent)
{
    setObjectName(u"bodiesSection"_s);
    addChoice();
    addNumber({.name = "body_sample_percent", .most = 100, .least = 1}, tr("Per cent of the calls"),
              tr("Where some of the calls are kept: so many of a hundred."));
    addNumber({.name = "body_kilobytes", .most = 4096, .least = 1}, tr("Kilobytes of each"),
              tr("What is longer is cut there, requests and answers alike."));
    addNumber({.name = "body_keep_days", .most = 3650, .least = 1}, tr("Keep them for days"),
              tr("They go with their call at the latest, whatever stands here."));
    addNumber({.name = "body_keep_megabytes", .most = 1'048'576, .least = 1}, tr("Keep them up to megabytes"),
              tr("The oldest go when there are more."));
    addPatterns();
    addClear();
}

void BodiesSection::addChoice()
{
    m_store = new CalmBox(this);
    m_store->setObjectName(u"storeBodies"_s);
    m_store->view()->setAccessibleName(tr("What calls say"));
    m_store->addItem(tr("Nothing"), u"off"_s);
    m_store->addItem(tr("Of calls that fail"), u"errors"_s);
    m_store->addItem(tr("Of some calls"), u"sample"_s);
    m_store->addItem(tr("Of all calls"), u"all"_s);
    m_store->setEnabled(false); // until the gateway has said what holds
    m_storeRow = addRow(tr("Keep what calls say"),
                        tr("Prompts and answers, encrypted, with known secrets taken out. Whoever reads them is in the "
                           "audit log."),
                        m_store);
    connect(m_store, &QComboBox::activated, this, [this](int index) {
        const QString wanted = m_store->itemData(index).toString();
        send({{"store_bodies", wanted.toStdString()}}, [this](const base::Result<base::Json> &answer) {
            m_storeRow->setError(answer ? QString() : refusalWords(answer.error()));
            if (!answer)
                m_store->setCurrentIndex(qMax(0, m_store->findData(m_kept)));
        });
    });
}

/// Known secrets and what looks like one are taken out without any of these.
void BodiesSection::addPatterns()
{
    const ListRow::Words words{
        .name = "body_patterns",
        .title = tr("Take out what matches"),
        .hint = tr("Regular expressions (RE2), one a line: what they match in what is kept from now on becomes ***. "
                   "Known secrets are taken out in any case."),
        .example = u"\\d{3}-\\d{2}-\\d{4}"_s};
    m_patterns = new ListRow(client(), *this, words);
    connect(m_patterns, &ListRow::saved, this, &BodiesSection::saved);
}

void BodiesSection::addClear()
{
    m_clear = new Button(Button::Kind::Danger, tr("Remove all"), this);
    m_clear->setObjectName(u"clearBodies"_s);
    m_clearRow = addRow(tr("Remove what is kept"),
                        tr("All requests and answers go, for good. The calls stay in the log."), m_clear);
    connect(m_clear, &QAbstractButton::clicked, this, &BodiesSection::clear);
}

void BodiesSection::take(const base::Json &settings)
{
    m_kept = QString::fromStdString(base::textOr(base::at(settings, "store_bodies")));
    m_store->setEnabled(true);
    m_patterns->setSettings(settings);
    if (!m_store->view()->isVisible())
        m_store->setCurrentIndex(qMax(0, m_store->findData(m_kept)));
}

void BodiesSection::clear()
{
    if (!std::exchange(m_asked, true))
        return m_clear->setText(tr("Remove for good"));
    m_asked = false;
    m_clear->setText(tr("Remove all"));
    m_clear->setEnabled(false);
    client().call({.operation = "requests.bodies.clear"}, this, [this](const base::Result<base::Json> &answer) {
        m_clear->setEnabled(true);
        m_clearRow->setError(answer ? QString() : refusalWords(answer.error()));
        if (answer)
            Q_EMIT cleared();
    });
}

} // namespace ui
