#pragma once

#include <QWidget>

#include "admin/admin_client.h"
#include "ui/pages/routing/route_names.h"

class QCheckBox;
class QComboBox;
class QHBoxLayout;

namespace ui {

class HedgingFields;

/// The last line below the rules: what holds for every call that no rule takes. The default model, and how targets are
/// chosen where nothing else says so.
/// Thread: main. `client` must outlive it.
class DefaultsRow final : public QWidget {
    Q_OBJECT
public:
    DefaultsRow(admin::AdminClient &client, QWidget *parent);

    void refresh();
    void setNames(const RouteNames &names);
    /// The strategy of all that have none of their own; empty while it is not known.
    QString strategy() const;

Q_SIGNALS:
    void said(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void take(const base::Json &settings);
    void save(base::Json change);
    void saveModel();
    admin::AdminClient &m_client;
    QComboBox *m_model;
    QComboBox *m_strategy;
    QCheckBox *m_affinity;
    HedgingFields *m_hedging;
    QString m_savedModel{};
    QStringList m_offered{};
    int m_saving = 0;
    bool m_known = false;
};

} // namespace ui
