/** Who may do what: staff accounts, agents' credentials, sign-in (N16, N18). */
package org.jiaohao.hall.identity;
