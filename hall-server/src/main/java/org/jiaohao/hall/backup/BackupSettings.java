package org.jiaohao.hall.backup;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code jiaohao.backup}.
 *
 * @param folder where backups lie; best another disk than the database's
 * @param time when one is taken each day, the hall's time
 * @param keep how long they are kept; the newest seven always are
 */
@ConfigurationProperties("jiaohao.backup")
record BackupSettings(Path folder, LocalTime time, Period keep) {}
